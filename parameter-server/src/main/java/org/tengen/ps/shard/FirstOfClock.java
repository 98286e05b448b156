package org.tengen.ps.shard;

import java.util.List;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.training.Training;

/**
 * One update a clock, of the first lanes whose pushes begin to arrive: their sample-weighted mean,
 * added in order of arrival. The lanes are the same for all slices of the shard: one whose push has
 * begun is waited for, by its successor's repeat if it dies; the others' pushes are left out. Shard
 * thread only.
 */
final class FirstOfClock implements Gatherer {
  private final List<Slice> slices;
  private final Tally tally;
  private final int pushes;
  private final Round[] rounds;
  private final float[] scratch;

  /** Who is in this clock's update. */
  private final boolean[] seated;

  private final int[] clockSamples;
  private int seatsTaken;
  private int whole;

  FirstOfClock(Training training, List<Slice> slices, Tally tally) {
    this.slices = slices;
    this.tally = tally;
    this.pushes = training.strategy().gathering().pushes(training.lanes());
    this.scratch = new float[training.layout().sliceFloats()];
    this.seated = new boolean[training.lanes()];
    this.clockSamples = new int[training.lanes()];
    this.rounds = new Round[slices.size()];
    for (int at = 0; at < rounds.length; at++) {
      rounds[at] = new Round(slices.get(at).accepted(0), slices.get(at).length(), training.lanes());
    }
    seatFromImage();
  }

  /** In an image from the middle of a clock, slices that are done with it say who is in it. */
  private void seatFromImage() {
    Slice done = slices.get(0);
    Slice waits = slices.get(0);
    for (Slice slice : slices) {
      done = slice.accepted(0) > done.accepted(0) ? slice : done;
      waits = slice.accepted(0) < waits.accepted(0) ? slice : waits;
    }
    for (int lane = 0; lane < seated.length; lane++) {
      seated[lane] = done.included(lane) > waits.included(lane);
      seatsTaken += seated[lane] ? 1 : 0;
    }
  }

  /** The gathering of one slice's next update. */
  private static final class Round {
    final float[] sum;
    final boolean[] byLane;
    long clock;
    int count;
    long samples;

    Round(long clock, int length, int lanes) {
      this.clock = clock;
      sum = new float[length];
      byLane = new boolean[lanes];
    }
  }

  @Override
  public boolean gather(int at, Request.Push push) {
    if (!seated[push.lane()]) {
      if (seatsTaken == pushes) {
        return false;
      }
      seated[push.lane()] = true;
      seatsTaken++;
    }
    Round round = rounds[at];
    add(round, push);
    if (round.count == pushes) {
      update(slices.get(at), round);
    }
    return true;
  }

  /** Adds a lane's; a push of no samples adds nothing, whatever its payload. */
  private void add(Round round, Request.Push push) {
    float[] sum = round.sum;
    if (round.samples == 0) {
      push.payload().read(0, sum, 0, sum.length);
    } else if (push.samples() > 0) {
      push.payload().read(0, scratch, 0, sum.length);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += scratch[i];
      }
    }
    round.samples += push.samples();
    round.byLane[push.lane()] = true;
    round.count++;
  }

  private static void update(Slice slice, Round round) {
    int pushes = round.count;
    for (int lane = 0; lane < round.byLane.length; lane++) {
      if (round.byLane[lane]) {
        slice.include(lane);
        round.byLane[lane] = false;
      }
    }
    slice.applyClock(round.sum, round.samples, pushes);
    round.clock++;
    round.count = 0;
    round.samples = 0;
  }

  @Override
  public void pushed(int lane, int samples) {
    clockSamples[lane] = samples;
    whole++;
    if (whole < pushes) {
      return;
    }
    for (int each = 0; each < seated.length; each++) {
      if (seated[each]) {
        tally.add(each, clockSamples[each]);
        seated[each] = false;
      }
    }
    seatsTaken = 0;
    whole = 0;
    tally.settle();
  }

  @Override
  public long settling(int lane, int samples) {
    if (whole + 1 < pushes) {
      return 0;
    }
    long most = samples;
    for (int each = 0; each < seated.length; each++) {
      most += seated[each] && each != lane ? clockSamples[each] : 0;
    }
    return most;
  }

  @Override
  public void save(ShardRest.Writer out) {
    out.put(seatsTaken, whole);
    out.put(seated);
    out.put(clockSamples);
    for (Round round : rounds) {
      out.put(round.clock, round.count, round.samples);
      out.put(round.byLane);
      out.put(round.sum);
    }
  }

  @Override
  public void load(ShardRest.Reader in) {
    long[] seats = in.numbers();
    seatsTaken = (int) seats[0];
    whole = (int) seats[1];
    in.read(seated);
    in.read(clockSamples);
    for (Round round : rounds) {
      long[] numbers = in.numbers();
      round.clock = numbers[0];
      round.count = (int) numbers[1];
      round.samples = numbers[2];
      in.read(round.byLane);
      in.read(round.sum);
    }
  }

  @Override
  public long clocksDone(int at) {
    return rounds[at].clock;
  }
}
