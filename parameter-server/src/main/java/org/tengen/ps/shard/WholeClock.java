package org.tengen.ps.shard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Training;

/**
 * One update a clock: the sample-weighted mean of all lanes' gradients, added in lane order so that
 * the sum has the same bits whoever comes first. A push that comes before its turn is copied; there
 * are at most lanes - 1 of them a slice, for a barrier holds every lane at one clock. Shard thread
 * only.
 */
final class WholeClock implements Gatherer {
  private final List<Slice> slices;
  private final Tally tally;
  private final int lanes;
  private final Round[] rounds;
  private final int[] clockSamples;
  private final float[] scratch;
  private final Deque<float[]> spare = new ArrayDeque<>();
  private int lanesPushed;

  WholeClock(Training training, List<Slice> slices, Tally tally) {
    this.slices = slices;
    this.tally = tally;
    this.lanes = training.lanes();
    this.clockSamples = new int[lanes];
    this.scratch = new float[training.layout().sliceFloats()];
    this.rounds = new Round[slices.size()];
    for (int at = 0; at < rounds.length; at++) {
      rounds[at] = new Round(slices.get(at).accepted(0), slices.get(at).length(), lanes);
    }
  }

  /** The gathering of one slice's next update. */
  private static final class Round {
    long clock;
    int next;
    long samples;
    final float[] sum;
    final float[] @Nullable [] early;
    final int[] earlySamples;

    Round(long clock, int length, int lanes) {
      this.clock = clock;
      sum = new float[length];
      early = new float[lanes][];
      earlySamples = new int[lanes];
    }
  }

  @Override
  public boolean gather(int at, Request.Push push) {
    Round round = rounds[at];
    if (push.lane() != round.next) {
      keep(round, push);
      return true;
    }
    add(round, push.payload(), push.samples());
    addEarly(round);
    if (round.next == lanes) {
      Slice slice = slices.get(at);
      for (int lane = 0; lane < lanes; lane++) {
        slice.include(lane);
      }
      slice.applyClock(round.sum, round.samples, lanes);
      round.clock++;
      round.next = 0;
      round.samples = 0;
    }
    return true;
  }

  @Override
  public void pushed(int lane, int samples) {
    clockSamples[lane] = samples;
    lanesPushed++;
    if (lanesPushed == lanes) {
      lanesPushed = 0;
      for (int each = 0; each < lanes; each++) {
        tally.add(each, clockSamples[each]);
      }
      tally.settle();
    }
  }

  @Override
  public long settling(int lane, int samples) {
    if (lanesPushed + 1 < lanes) {
      return 0;
    }
    long most = samples;
    for (int each = 0; each < lanes; each++) {
      most += each == lane ? 0 : clockSamples[each];
    }
    return most;
  }

  @Override
  public void save(ShardRest.Writer out) {
    out.put(lanesPushed);
    out.put(clockSamples);
    for (Round round : rounds) {
      boolean[] kept = new boolean[lanes];
      for (int lane = 0; lane < lanes; lane++) {
        kept[lane] = round.early[lane] != null;
      }
      out.put(round.clock, round.next, round.samples);
      out.put(round.earlySamples);
      out.put(kept);
      out.put(round.sum);
      for (float[] early : round.early) {
        if (early != null) {
          out.put(early);
        }
      }
    }
  }

  @Override
  public void load(ShardRest.Reader in) {
    lanesPushed = (int) in.numbers()[0];
    in.read(clockSamples);
    for (Round round : rounds) {
      boolean[] kept = new boolean[lanes];
      long[] numbers = in.numbers();
      round.clock = numbers[0];
      round.next = (int) numbers[1];
      round.samples = numbers[2];
      in.read(round.earlySamples);
      in.read(kept);
      in.read(round.sum);
      for (int lane = 0; lane < lanes; lane++) {
        round.early[lane] = kept[lane] ? in.floats() : null;
      }
    }
  }

  @Override
  public long clocksDone(int at) {
    return rounds[at].clock;
  }

  private void keep(Round round, Request.Push push) {
    float[] kept = spare.isEmpty() ? new float[scratch.length] : spare.pop();
    push.payload().read(0, kept, 0, round.sum.length);
    round.early[push.lane()] = kept;
    round.earlySamples[push.lane()] = push.samples();
  }

  private void addEarly(Round round) {
    while (round.next < lanes) {
      float[] kept = round.early[round.next];
      if (kept == null) {
        return;
      }
      round.early[round.next] = null;
      int samples = round.earlySamples[round.next];
      add(round, Payload.of(kept, 0, round.sum.length), samples);
      spare.push(kept);
    }
  }

  /** Adds the next lane's; a push of no samples adds nothing, whatever its payload. */
  private void add(Round round, Payload payload, int samples) {
    float[] sum = round.sum;
    if (round.samples == 0) {
      payload.read(0, sum, 0, sum.length);
    } else if (samples > 0) {
      PushedFloats.add(payload, new Range(0, sum.length), sum, scratch, 1, 1);
    }
    round.samples += samples;
    round.next++;
  }
}
