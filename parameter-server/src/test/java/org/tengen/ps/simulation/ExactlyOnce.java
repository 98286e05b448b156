package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.List;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.strategy.Gathering;
import org.tengen.ps.strategy.Strategy;

/**
 * Every slice has exactly the pushes that its clocks and its version say, each once; only such as
 * somebody has sent; and all that were acknowledged, but for those that its next update gathers. A
 * pull returns what the slice has.
 */
final class ExactlyOnce implements Invariant {
  private final Scenario scenario;
  private final Gathering gathering;
  private final boolean told;
  private final int pushes;

  ExactlyOnce(Scenario scenario, Strategy strategy) {
    this.scenario = scenario;
    this.gathering = strategy.gathering();
    this.told = scenario.tellsPushesApart();
    this.pushes = gathering.pushes(scenario.lanes());
  }

  @Override
  public void check(Server server, List<Answered> answers, List<ShardImage> changed) {
    for (ShardImage shard : changed) {
      for (SliceImage slice : shard.slices()) {
        checkCount(slice);
        if (told && slice.slice() < scenario.countingSlices()) {
          checkSet(server.witness(), slice, Read.applied(scenario.oneHot(), slice.weights()));
        }
      }
    }
    for (Answered answer : answers) {
      for (Read read : answer.read()) {
        checkRead(server.witness(), read);
      }
    }
  }

  private void checkCount(SliceImage slice) {
    long count = Arrays.stream(slice.clocks()).sum();
    if (count != slice.version() * pushes) {
      throw violation(
          slice.slice(), "has %d pushes in %d updates".formatted(count, slice.version()));
    }
  }

  private void checkSet(Witness witness, SliceImage slice, long[] applied) {
    int missing = 0;
    for (int lane = 0; lane < applied.length; lane++) {
      long clocks = slice.clocks()[lane];
      if (Long.bitCount(applied[lane]) != clocks) {
        throw violation(slice.slice(), "says clock " + clocks + of(lane, applied[lane]));
      }
      checkSent(witness, slice.slice(), lane, applied[lane]);
      missing += Long.bitCount(witness.acknowledged(slice.slice(), lane) & ~applied[lane]);
    }
    if (!gathering.leavesOut() && missing >= pushes) {
      throw violation(slice.slice(), "lacks " + missing + " pushes that were acknowledged");
    }
  }

  private void checkRead(Witness witness, Read read) {
    long count = 0;
    for (int lane = 0; lane < read.applied().length; lane++) {
      checkSent(witness, read.slice(), lane, read.applied()[lane]);
      count += Long.bitCount(read.applied()[lane]);
    }
    if (read.applied().length > 0 && count != read.version() * pushes) {
      throw violation(
          read.slice(), "was read with %d pushes in version %d".formatted(count, read.version()));
    }
  }

  private void checkSent(Witness witness, int slice, int lane, long applied) {
    if ((applied & ~witness.arrived(slice, lane)) != 0) {
      throw violation(slice, "has what nobody sent" + of(lane, applied));
    }
    if (!gathering.leavesOut() && applied != OneHot.before(Long.bitCount(applied))) {
      throw violation(slice, "leaves a clock out" + of(lane, applied));
    }
  }

  private static String of(int lane, long applied) {
    return " of lane " + lane + ", and has clocks " + Long.toBinaryString(applied);
  }

  private static Violation violation(int slice, String what) {
    return new Violation(ExactlyOnce.class, "slice " + slice + " " + what);
  }
}
