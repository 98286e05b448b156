package org.tengen.bench.jmh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.shard.Shard;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/** A real shard that has a whole table, and one lane's gradient. A thread has its own. */
@State(Scope.Thread)
public class PushedTable implements ShardListener, ReplyHandler {
  private static final long NO_DEADLINE_NS = Long.MAX_VALUE / 2;

  /** One slice, which fits a core's cache with its state, and a table that fits none (256 MB). */
  @Param({"65536", "67108864"})
  int floats;

  /** Where the gradient is: outside the heap, as Deeplearning4j has it, or in an array. */
  @Param({"outside", "array"})
  String gradient = "outside";

  /** As settings name it. */
  @Param({"sgd", "adam"})
  String optimiser = "sgd";

  private List<Payload> slices = List.of();
  private Shard shard = shard();
  private long clock;
  private boolean answered;

  /** Makes the shard, whose lane has attached. */
  @Setup
  public void fill() {
    shard = shard();
    ask(new Request.Attach(0, 1));
    FloatBuffer sums = gradient.equals("array") ? FloatBuffer.allocate(floats) : outside(floats);
    for (int i = 0; i < floats; i++) {
      sums.put(i, 0.01f);
    }
    slices = new ArrayList<>();
    for (int from = 0; from < floats; from += Layout.DEFAULT_SLICE_FLOATS) {
      int length = Math.min(Layout.DEFAULT_SLICE_FLOATS, floats - from);
      slices.add(Payload.of(sums, from, length));
    }
  }

  private static FloatBuffer outside(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private Shard shard() {
    int length = Math.max(1, floats);
    Layout layout = Layout.of(length, 1);
    Training training =
        new Training(
            TableSpec.uniform(
                length,
                List.of(),
                OptimiserSettings.parse(optimiser),
                Schedule.parse("constant", 1e-3f)),
            layout,
            1,
            Strategy.parse("asp"),
            Budget.ofIterations(1L << 40, 1));
    ShardImage image = RunImage.initial(layout, 1, new float[length]).shards().get(0);
    return new Shard(
        new ShardSettings(training, ImageIntervals.none(), image, new long[1], NO_DEADLINE_NS),
        this,
        () -> {});
  }

  /** The lane pulls, whose floats nobody copies, and pushes every slice. */
  void push() {
    ask(new Request.Pull(0, 1, clock));
    for (int slice = 0; slice < slices.size(); slice++) {
      ask(new Request.Push(0, 1, clock, slice, clock, 32, slices.get(slice)));
    }
    clock++;
  }

  private void ask(Request request) {
    answered = false;
    shard.submit(request, this);
    shard.doWork(0);
    if (!answered) {
      throw new IllegalStateException("no answer to " + request);
    }
  }

  @Override
  public void onWeights(int slice, long version, Payload weights) {}

  @Override
  public void onReply(Reply reply) {
    if (reply instanceof Reply.Refused) {
      throw new IllegalStateException("refused: " + reply);
    }
    answered = true;
  }

  @Override
  public boolean wantsImage(ImageKind kind, long index) {
    return false;
  }

  @Override
  public void onImage(long index, ShardImage image) {}

  @Override
  public void onFinished(int finished) {}

  @Override
  public void onBroken(int broken, String message) {
    throw new IllegalStateException(message);
  }
}
