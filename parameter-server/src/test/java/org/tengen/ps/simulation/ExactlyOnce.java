package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.List;
import org.tengen.ps.strategy.Gathering;

/**
 * Every place has exactly the pushes that its clocks and its version say, each once; only such as
 * somebody has sent; and all that were acknowledged, but for those that its next update gathers. A
 * pull returns what the place has. Of a row these are the pushes that touch it.
 */
final class ExactlyOnce implements Invariant {
  private final Trained trained;
  private final Gathering gathering;
  private final int pushes;

  ExactlyOnce(Trained trained) {
    this.trained = trained;
    this.gathering = trained.course().strategy().gathering();
    this.pushes = gathering.pushes(trained.course().lanes());
  }

  @Override
  public void check(Server server, List<Answered> answers, List<Stand> changed) {
    for (Stand shard : changed) {
      for (Stand.Piece piece : shard.pieces()) {
        checkCount(piece);
        if (piece.hot().length > 0) {
          checkSet(server.witness(), piece, Read.applied(trained.oneHot(), piece.hot()));
        }
      }
    }
    for (Answered answer : answers) {
      for (Read read : answer.read()) {
        checkRead(server.witness(), read);
      }
    }
  }

  private void checkCount(Stand.Piece piece) {
    long count = Arrays.stream(piece.clocks()).sum();
    if (count != piece.version() * pushes) {
      throw violation(
          piece.place(), "has %d pushes in %d updates".formatted(count, piece.version()));
    }
  }

  private void checkSet(Witness witness, Stand.Piece piece, long[] applied) {
    int missing = 0;
    for (int lane = 0; lane < applied.length; lane++) {
      long clocks = piece.clocks()[lane];
      boolean all =
          gathering.leavesOut()
              ? Long.bitCount(applied[lane]) == clocks
              : applied[lane] == piece.due()[lane];
      if (!all) {
        throw violation(piece.place(), "says clock " + clocks + of(lane, applied[lane]));
      }
      checkSent(witness, piece.place(), lane, applied[lane]);
      missing += Long.bitCount(witness.acknowledged(piece.place(), lane) & ~applied[lane]);
    }
    if (!gathering.leavesOut() && missing >= pushes) {
      throw violation(piece.place(), "lacks " + missing + " pushes that were acknowledged");
    }
  }

  private void checkRead(Witness witness, Read read) {
    long count = 0;
    for (int lane = 0; lane < read.applied().length; lane++) {
      long applied = read.applied()[lane];
      checkSent(witness, read.place(), lane, applied);
      count += Long.bitCount(applied);
      long clock = OneHot.before(read.version()) & trained.touching(read.place(), lane);
      if (!trained.touchesAll() && gathering.wholeClock() && applied != clock) {
        throw violation(read.place(), "was read in version " + read.version() + of(lane, applied));
      }
    }
    if (trained.touchesAll() && read.applied().length > 0 && count != read.version() * pushes) {
      throw violation(
          read.place(), "was read with %d pushes in version %d".formatted(count, read.version()));
    }
  }

  private void checkSent(Witness witness, int place, int lane, long applied) {
    if ((applied & ~witness.arrived(place, lane)) != 0) {
      throw violation(place, "has what nobody sent" + of(lane, applied));
    }
    long upTo = OneHot.before(Long.SIZE - Long.numberOfLeadingZeros(applied));
    if (!gathering.leavesOut() && applied != (upTo & trained.touching(place, lane))) {
      throw violation(place, "leaves a clock out" + of(lane, applied));
    }
  }

  private static String of(int lane, long applied) {
    return " of lane " + lane + ", and has clocks " + Long.toBinaryString(applied);
  }

  private static Violation violation(int place, String what) {
    return new Violation(ExactlyOnce.class, "place " + place + " " + what);
  }
}
