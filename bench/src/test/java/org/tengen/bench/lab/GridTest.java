package org.tengen.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class GridTest {
  private final Grid grid =
      new Grid(List.of("bsp", "asp"), List.of(1f, 2f, 4f), List.of(1L, 2L), 2, true);
  private final List<Trained> done = new ArrayList<>();

  /** Trains to the end; returns the rates that a strategy then has. */
  private List<Float> ratesOf(String strategy, ToDoubleFunction<Cell> perplexity) {
    done.clear();
    List<Cell> missing = grid.missing(done);
    while (!missing.isEmpty()) {
      missing.forEach(cell -> done.add(trained(cell, perplexity.applyAsDouble(cell))));
      missing = grid.missing(done);
    }
    return List.copyOf(grid.means(strategy, done).keySet());
  }

  private static Trained trained(Cell cell, double perplexity) {
    return new Trained(cell, perplexity, 1, 1, 1, 0, 0, 0, List.of(), 0);
  }

  private static double distance(Cell cell, double best) {
    return 10 + Math.abs(Math.log(cell.rate() / best));
  }

  @Test
  void beginsWithTheSameRatesForAllStrategies() {
    assertThat(grid.missing(List.of()))
        .hasSize(12)
        .startsWith(new Cell("bsp", 1, 1), new Cell("bsp", 2, 1))
        .endsWith(new Cell("asp", 4, 2));
  }

  @Test
  void addsNothingWhereEveryBestIsInside() {
    assertThat(ratesOf("asp", cell -> distance(cell, 2))).containsExactly(1f, 2f, 4f);
    assertThat(grid.best("asp", done)).isEqualTo(2);
  }

  @Test
  void goesOnBelowAndAboveUntilTheBestIsInsideOrItIsEnough() {
    assertThat(ratesOf("asp", cell -> distance(cell, cell.strategy().equals("asp") ? 0.5 : 2)))
        .containsExactly(0.25f, 0.5f, 1f, 2f, 4f);
    assertThat(ratesOf("asp", cell -> distance(cell, cell.strategy().equals("asp") ? 100 : 2)))
        .containsExactly(1f, 2f, 4f, 8f, 16f);
  }

  @Test
  void leavesTheOthersToTheirOwnRatesIfSoWanted() {
    Grid alone = new Grid(List.of("lstm", "rnn"), List.of(1f, 2f, 4f), List.of(1L), 2, false);
    for (String arm : alone.strategies()) {
      for (float rate : List.of(1f, 2f, 4f, 8f, 16f)) {
        boolean has = arm.equals("lstm") || rate <= 4;
        if (has) {
          Cell cell = new Cell(arm, rate, 1);
          done.add(trained(cell, distance(cell, arm.equals("lstm") ? 8 : 2)));
        }
      }
    }
    assertThat(alone.missing(done)).isEmpty();
    assertThat(new Grid(alone.strategies(), alone.rates(), alone.seeds(), 2, true).missing(done))
        .containsExactly(new Cell("rnn", 8, 1));
  }

  @Test
  void trainsAllAtTheReferencesBestRate() {
    assertThat(ratesOf("asp", cell -> distance(cell, cell.strategy().equals("bsp") ? 8 : 2)))
        .containsExactly(1f, 2f, 4f, 8f);
  }

  @Test
  void triesSmallerRatesWhereAllEndInNoNumbers() {
    assertThat(
            ratesOf(
                "asp",
                cell ->
                    cell.strategy().equals("asp") && cell.rate() > 0.5
                        ? Double.POSITIVE_INFINITY
                        : distance(cell, 2)))
        .containsExactly(0.25f, 0.5f, 1f, 2f, 4f);
    assertThat(grid.best("asp", done)).isEqualTo(0.5f);
  }
}
