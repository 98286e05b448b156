package org.tengen.ps.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.checkpoint.Checkpoint;
import org.tengen.ps.checkpoint.Checkpoints;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.training.Training;

/** Checkpoints of a dense table. */
final class DenseSafe extends Safe {
  private static final int MOST_BYTES = 30_000;

  private final DenseTrained trained;
  private final Checkpoints checkpoints;

  DenseSafe(DenseTrained trained, Random random, Happenings happenings) {
    this(trained, random, happenings, new FaultyStore());
  }

  private DenseSafe(DenseTrained trained, Random random, Happenings happenings, FaultyStore store) {
    super(store, random, happenings, MOST_BYTES);
    this.trained = trained;
    this.checkpoints = new Checkpoints(store, "", KEPT);
  }

  /** Images of all shards. */
  record Image(RunImage image) implements Saved {
    @Override
    public long samples() {
      return image.samples();
    }
  }

  @Override
  Beginning initial(Mutation mutation) {
    Training training = trained.training();
    float[] zeros = new float[training.layout().length()];
    return begin(RunImage.initial(training.layout(), training.lanes(), zeros));
  }

  @Override
  Optional<Beginning> restored(Mutation mutation) {
    return mutation.restores(this).map(this::begin);
  }

  private Beginning begin(RunImage image) {
    return new Beginning() {
      @Override
      public long samples() {
        return image.samples();
      }

      @Override
      public Shards shards(Cluster cluster, Server server, Mutation mutation) {
        return new DenseShards(cluster, server, trained, image, mutation);
      }
    };
  }

  /** The newest that is whole. */
  Optional<RunImage> newest() {
    return newest(
        () -> {
          Optional<Checkpoint> newest = checkpoints.newest();
          newest.map(Checkpoint::damaged).ifPresent(this::passedOver);
          return newest.map(Checkpoint::image);
        });
  }

  /** See {@link #torn}. */
  @Nullable RunImage tornImage() {
    return torn() instanceof Image image ? image.image() : null;
  }

  @Override
  String put(Saved image) throws IOException {
    return checkpoints.write(((Image) image).image(), FACTS);
  }

  @Override
  List<String> names() throws IOException {
    return checkpoints.names();
  }
}
