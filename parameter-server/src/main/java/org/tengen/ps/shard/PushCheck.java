package org.tengen.ps.shard;

import org.jspecify.annotations.Nullable;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.codec.Format;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;

/**
 * What a push must be to be taken: of a slice's length, for the iteration that the lane's lease has
 * pulled for last, on the version that it was given.
 *
 * @param leastSamples samples that a push must have
 * @param codec what the run's pushes are encoded by
 * @param replicated see {@link ShardSettings#replicated}
 */
record PushCheck(int leastSamples, Codec codec, boolean replicated) {

  /** The refusal of a push that makes no sense for its slice; null if it does, or is a repeat. */
  Reply.@Nullable Refused refusal(Request.Push push, int at, Slice slice, Lane lane) {
    String wrong = wrong(push, at, slice, lane);
    return wrong == null
        ? null
        : new Reply.Refused(
            Reply.Refused.Reason.INVALID,
            "lane " + push.lane() + " pushes slice " + push.slice() + wrong);
  }

  /** Raw floats are right too where statistics, which no codec touches, may be most of a slice. */
  private @Nullable String wrong(Request.Push push, int at, Slice slice, Lane lane) {
    Format format = Format.of(push.payload());
    if (format != codec.format() && !(format == Format.FLOAT32 && slice.hasStatistics())) {
      return " as " + format + ": expected " + codec.format() + ", for codec=" + codec.name();
    }
    if (push.payload().length() != slice.length()) {
      return " with " + push.payload().length() + " floats: expected " + slice.length();
    }
    if (push.samples() < leastSamples) {
      return " of " + push.samples() + " samples: expected " + leastSamples + " or more";
    }
    if (push.clock() < slice.accepted(push.lane())) {
      return null;
    }
    if (push.clock() != lane.clock() || push.clock() != lane.pulled()) {
      return " for clock "
          + push.clock()
          + ": expected clock "
          + lane.clock()
          + ", after a pull for it";
    }
    boolean given =
        replicated
            ? lane.mayHave(at, push.pulledVersion(), slice.version())
            : lane.wasGiven(at, push.pulledVersion());
    return given
        ? null
        : " on version " + push.pulledVersion() + ": was given " + lane.lastGiven(at);
  }
}
