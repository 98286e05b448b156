package org.tengen.ps.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Correction;
import org.tengen.ps.training.Training;

/**
 * One update for every so many pushes, whoever sent them, in order of arrival: the mean weighted by
 * samples and, under a correction of the rate, by each push's own factor, so that with SGD every
 * gradient has its own rate. The run's last update takes what is left. Slices fill up each for
 * itself. Shard thread only.
 */
final class SeveralPushes implements Gatherer {
  private final List<Slice> slices;
  private final Tally tally;
  private final Correction correction;
  private final int lanes;
  private final int pushes;
  private final Round[] rounds;
  private final float[] scratch;

  /** By lane, the samples of pushes that every slice has taken but not every slice has applied. */
  private final List<Deque<Integer>> untold = new ArrayList<>();

  /** By lane, the pushes that the tally has. */
  private final long[] told;

  SeveralPushes(Training training, List<Slice> slices, Tally tally) {
    this.slices = slices;
    this.tally = tally;
    this.correction = training.strategy().correction();
    this.lanes = training.lanes();
    this.pushes = training.strategy().gathering().pushes(lanes);
    this.scratch = new float[training.layout().sliceFloats()];
    this.rounds = new Round[slices.size()];
    for (int at = 0; at < rounds.length; at++) {
      rounds[at] = new Round(slices.get(at).length(), lanes);
    }
    this.told = new long[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      untold.add(new ArrayDeque<>());
      told[lane] = included(lane);
    }
  }

  /** The gathering of one slice's next update. */
  private static final class Round {
    final float[] sum;
    final int[] byLane;
    int count;
    long samples;

    /** Samples, each times its push's factor of the rate. */
    double weight;

    Round(int length, int lanes) {
      sum = new float[length];
      byLane = new int[lanes];
    }

    void add(float[] pushed, Request.Push push, double factor) {
      float f = (float) factor;
      if (count == 0) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] = f * pushed[i];
        }
      } else {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += f * pushed[i];
        }
      }
      count++;
      byLane[push.lane()]++;
      samples += push.samples();
      weight += factor * push.samples();
    }

    void clear() {
      Arrays.fill(byLane, 0);
      count = 0;
      samples = 0;
      weight = 0;
    }
  }

  @Override
  public boolean gather(int at, Request.Push push) {
    Slice slice = slices.get(at);
    Round round = rounds[at];
    push.payload().read(0, scratch, 0, slice.length());
    slice.compensate(push.lane(), scratch, push.samples());
    round.add(scratch, push, correction.rateFactor(slice.version() - push.pulledVersion()));
    if (round.count == pushes || slice.completes(round.count)) {
      update(slice, round);
    }
    return true;
  }

  private void update(Slice slice, Round round) {
    for (int lane = 0; lane < lanes; lane++) {
      for (int push = 0; push < round.byLane[lane]; push++) {
        slice.include(lane);
      }
    }
    float share = Math.min(1f, (float) round.count / lanes);
    double factor = round.weight / round.samples;
    slice.apply(round.sum, (float) (1 / round.weight), factor, share, round.count);
    round.clear();
    tell();
  }

  @Override
  public void pushed(int lane, int samples) {
    untold.get(lane).add(samples);
    tell();
    tally.settle();
  }

  @Override
  public long settling(int lane, int samples) {
    long most = samples;
    for (Deque<Integer> each : untold) {
      for (int waiting : each) {
        most += waiting;
      }
    }
    return most;
  }

  /** Tells the tally what has come to be applied on every slice. */
  private void tell() {
    for (int lane = 0; lane < lanes; lane++) {
      if (untold.get(lane).isEmpty()) {
        continue;
      }
      for (long included = included(lane); told[lane] < included; told[lane]++) {
        Integer samples = untold.get(lane).poll();
        if (samples == null) {
          break;
        }
        tally.add(lane, samples);
      }
    }
  }

  private long included(int lane) {
    long least = Long.MAX_VALUE;
    for (Slice slice : slices) {
      least = Math.min(least, slice.included(lane));
    }
    return least;
  }

  @Override
  public void save(ShardRest.Writer out) {
    out.put(told);
    for (Deque<Integer> each : untold) {
      out.put(each.stream().mapToLong(Integer::longValue).toArray());
    }
    for (Round round : rounds) {
      out.put(round.byLane);
      out.put(round.count, round.samples, Double.doubleToRawLongBits(round.weight));
      out.put(round.sum);
    }
  }

  @Override
  public void load(ShardRest.Reader in) {
    in.read(told);
    for (Deque<Integer> each : untold) {
      each.clear();
      for (long samples : in.numbers()) {
        each.add((int) samples);
      }
    }
    for (Round round : rounds) {
      in.read(round.byLane);
      long[] numbers = in.numbers();
      round.count = (int) numbers[0];
      round.samples = numbers[1];
      round.weight = Double.longBitsToDouble(numbers[2]);
      in.read(round.sum);
    }
  }

  @Override
  public long clocksDone(int at) {
    return 0;
  }
}
