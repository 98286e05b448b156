package org.tengen.ps.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.checkpoint.Checkpoint;
import org.tengen.ps.checkpoint.Checkpoints;
import org.tengen.ps.image.RunImage;

/** The run's real checkpoints on a store that tears and rots. */
final class Safe {
  private static final int KEPT = 2;
  private static final int MOST_BYTES = 30_000;

  private final FaultyStore store = new FaultyStore();
  private final Checkpoints checkpoints = new Checkpoints(store, "", KEPT);
  private final Random random;
  private final Happenings happenings;

  /** Those that are whole, by name. */
  private final TreeMap<String, RunImage> whole = new TreeMap<>();

  /** The one whose writer died, if nothing was written since. */
  private @Nullable RunImage torn;

  Safe(Random random, Happenings happenings) {
    this.random = random;
    this.happenings = happenings;
  }

  /**
   * Writes one.
   *
   * @return whether the writer has lived on
   */
  boolean write(RunImage image, boolean dies) {
    if (dies) {
      store.dieAfter(random.nextInt(MOST_BYTES));
    }
    try {
      whole.put(checkpoints.write(image, Map.of("seed", "simulated")), image);
      whole.keySet().retainAll(checkpoints.names());
      happenings.count(Happening.CHECKPOINT_WRITTEN);
      torn = null;
      return true;
    } catch (IOException | FaultyStore.WriterDied e) {
      happenings.count(Happening.CHECKPOINT_TORN);
      torn = image;
      return false;
    } finally {
      store.live();
    }
  }

  /** Damages the newest, if another one is whole. */
  void rot() {
    if (whole.size() >= 2) {
      happenings.count(Happening.CHECKPOINT_DAMAGED);
      String newest = whole.lastKey();
      store.damage(newest, random);
      torn = whole.remove(newest);
    }
  }

  /** The newest that is whole. */
  Optional<RunImage> newest() {
    try {
      Optional<Checkpoint> newest = checkpoints.newest();
      newest.map(Checkpoint::damaged).ifPresent(this::passedOver);
      return newest.map(Checkpoint::image);
    } catch (IOException e) {
      if (whole.isEmpty()) {
        return Optional.empty();
      }
      throw new Violation(Safe.class, "whole are " + whole.keySet() + ", but: " + e.getMessage());
    }
  }

  /** The newest that was not whole, as it was meant to be; null if there is none. */
  @Nullable RunImage torn() {
    return torn;
  }

  private void passedOver(List<String> damaged) {
    if (!damaged.isEmpty()) {
      happenings.count(Happening.CHECKPOINT_PASSED_OVER);
    }
  }
}
