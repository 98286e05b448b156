package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;
import org.tengen.web.plot.Numbers;

/** What a policy-value network reaches on its validation split, in words. */
final class BoardFigures {
  /** Headings of columns, in the order of {@link #cells}. */
  static final List<String> COLUMNS = List.of("policy top-1", "policy loss", "value error");

  private BoardFigures() {}

  /** Whether a training has such figures. */
  static boolean has(StrategyRun run) {
    return Line.OF_BOARDS.stream().allMatch(each -> run.validation().containsKey(each.key()));
  }

  /** The note below a table, for a training that {@link #has} them. */
  static String note(StrategyRun run) {
    List<String> cells = cells(run.validation());
    return "Policy and value of %s: in %s of validation positions the move that was played was the likeliest; policy loss %s nats, value error %s."
        .formatted(run.name(), cells.get(0), cells.get(1), cells.get(2));
  }

  /** The figures of an evaluation. */
  static List<String> cells(Map<String, Double> figures) {
    return List.of(
        percent(figures.get(Metric.POLICY_ACCURACY.key())),
        number(figures.get(Metric.POLICY_LOSS.key())),
        number(figures.get(Metric.VALUE_ERROR.key())));
  }

  private static String percent(@Nullable Double share) {
    return share == null || !Double.isFinite(share) ? Numbers.NONE : fixed(100 * share, 1) + " %";
  }

  private static String number(@Nullable Double value) {
    return value == null ? Numbers.NONE : significant(value, 4);
  }
}
