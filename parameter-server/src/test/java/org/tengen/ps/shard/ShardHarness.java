package org.tengen.ps.shard;

import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Sender;
import org.tengen.ps.serving.Sent;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/**
 * One shard of a table of four floats in two slices, of which the last float is a statistic; SGD at
 * rate 1 from weights 0.
 */
final class ShardHarness extends Sender<Shard> implements ShardListener {
  final Training training;
  final List<ShardImage> images = new ArrayList<>();
  private final Shard shard;

  ShardHarness(String strategy, int lanes, long iterations) {
    this(training(strategy, lanes, iterations), ImageIntervals.none());
  }

  ShardHarness(Training training, ImageIntervals intervals) {
    this(
        training,
        intervals,
        RunImage.initial(training.layout(), training.lanes(), new float[4]).shards());
  }

  ShardHarness(Training training, ImageIntervals intervals, List<ShardImage> from) {
    this.training = training;
    long[] granted = ShardSettings.granted(training.lanes(), from);
    this.shard =
        new Shard(
            new ShardSettings(training, intervals, from.get(0), granted, PARKED_NS),
            this,
            () -> {});
  }

  static Training training(String strategy, int lanes, long iterations) {
    TableSpec table =
        TableSpec.uniform(
            4, List.of(new Range(3, 4)), new OptimiserSettings.Sgd(), new Schedule.Constant(1));
    return new Training(
        table,
        new Layout(4, 2, 1),
        lanes,
        Strategy.parse(strategy),
        new Budget(iterations * lanes, 1));
  }

  @Override
  public Shard shard() {
    return shard;
  }

  @Override
  protected int lanes() {
    return training.lanes();
  }

  /** Pulls with lease 1. */
  Sent pull(int lane, long clock) {
    return send(new Request.Pull(lane, 1, clock));
  }

  /** Pushes one slice with lease 1. */
  Sent push(int lane, long clock, int slice, long version, int samples, float... sum) {
    return send(
        new Request.Push(lane, 1, clock, slice, version, samples, Payload.of(sum, 0, sum.length)));
  }

  /** Pushes the same to all, on the versions of {@code pulled}. */
  void pushAll(int lane, long clock, Sent pulled, int samples, float each) {
    for (int slice = 0; slice < 2; slice++) {
      Sent sent = push(lane, clock, slice, pulled.versions.get(slice), samples, each, each);
      if (!sent.refusal().isEmpty()) {
        throw new AssertionError(sent.refusal());
      }
    }
  }

  /** Pulls and pushes with lease 1. */
  void iterate(int lane, long clock, int samples, float each) {
    pushAll(lane, clock, pull(lane, clock), samples, each);
  }

  List<Float> weights() {
    ShardImage image = image(ImageKind.EVALUATION);
    List<Float> weights = new ArrayList<>();
    image.slices().forEach(slice -> addAll(weights, slice.weights()));
    return weights;
  }

  ShardImage image(ImageKind kind) {
    return answer(each -> each.image(kind));
  }

  ShardStatistics statistics() {
    return answer(Shard::statistics);
  }

  private static void addAll(List<Float> into, float[] floats) {
    for (float each : floats) {
      into.add(each);
    }
  }

  @Override
  public boolean wantsImage(ImageKind kind, long index) {
    events.add("asks for " + kind + " " + index);
    return true;
  }

  @Override
  public void onImage(long index, ShardImage image) {
    images.add(image);
  }
}
