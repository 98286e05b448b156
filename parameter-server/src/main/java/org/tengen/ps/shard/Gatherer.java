package org.tengen.ps.shard;

import java.util.List;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Gathering;
import org.tengen.ps.training.Training;

/** Brings accepted pushes into slices: the shard's side of {@link Gathering}. Shard thread only. */
interface Gatherer {
  /**
   * Takes the push into slice {@code at} of the shard, which it is new to and next for. When this
   * returns the payload is not needed any more.
   *
   * @return whether it was taken; false if it came too late
   */
  boolean gather(int at, Request.Push push);

  /** Every slice has taken the lane's push. */
  void pushed(int lane, int samples);

  /** The most samples that would settle with {@link #pushed}; 0 if others are waited for. */
  long settling(int lane, int samples);

  /**
   * How many clocks slice {@code at} is done with, whichever lanes have pushed; 0 where an update
   * ends no clock. A pull for an earlier one reads one update back.
   */
  long clocksDone(int at);

  /** Notes what is gathered and not applied. */
  void save(ShardRest.Writer out);

  /** Goes on with what was noted. */
  void load(ShardRest.Reader in);

  /** The gatherer that the strategy asks for. */
  static Gatherer of(Training training, List<Slice> slices, Tally tally) {
    Gathering gathering = training.strategy().gathering();
    if (gathering instanceof Gathering.WholeClock) {
      return new WholeClock(training, slices, tally);
    } else if (gathering instanceof Gathering.FirstOfClock) {
      return new FirstOfClock(training, slices, tally);
    } else if (gathering instanceof Gathering.Several) {
      return new SeveralPushes(training, slices, tally);
    }
    return new EachPush(training, slices, tally);
  }
}
