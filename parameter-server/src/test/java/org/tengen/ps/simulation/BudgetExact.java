package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.List;
import org.tengen.ps.training.Course;

/** No place ever has more pushes than the budget, and in the end every place has just as many. */
final class BudgetExact implements Invariant {
  private final long pushes;

  BudgetExact(Course course) {
    this.pushes = course.pushes();
  }

  @Override
  public void check(Server server, List<Answered> answers, List<Stand> changed) {
    for (Stand shard : changed) {
      for (Stand.Piece piece : shard.pieces()) {
        if (pushes(piece) > pushes) {
          throw violation(piece);
        }
      }
    }
  }

  @Override
  public void checkEnd(Server server) {
    for (Stand shard : server.shards().now()) {
      for (Stand.Piece piece : shard.pieces()) {
        if (pushes(piece) != pushes) {
          throw violation(piece);
        }
      }
    }
  }

  private static long pushes(Stand.Piece piece) {
    return Arrays.stream(piece.clocks()).sum();
  }

  private Violation violation(Stand.Piece piece) {
    return new Violation(
        BudgetExact.class,
        "place %d has %d pushes: the budget is %d".formatted(piece.place(), pushes(piece), pushes));
  }
}
