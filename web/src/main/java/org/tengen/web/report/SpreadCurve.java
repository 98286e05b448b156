package org.tengen.web.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tengen.web.report.Repeats.Spread;
import org.tengen.web.report.StrategyRun.CurvePoint;

/**
 * The curves of trainings that differ in their seed alone, as one: at the middle of where they made
 * their first, second, and so on evaluation, the lowest, the middle and the highest perplexity.
 *
 * <p>Between two evaluations of a training its perplexity is read off a straight line in log
 * perplexity. A training that has ended keeps its last one; one that has diverged counts as
 * infinite from there on.
 */
final class SpreadCurve {
  private SpreadCurve() {}

  /**
   * What the trainings had at one place.
   *
   * @param evaluation the first of all is 0
   * @param perplexity not finite where it is not known, or no number
   */
  record Point(int evaluation, double x, Spread perplexity) {}

  /**
   * The points in order of their evaluation.
   *
   * @param x what they are laid out along
   */
  static List<Point> of(List<StrategyRun> runs, ToDoubleFunction<CurvePoint> x) {
    int longest = runs.stream().mapToInt(run -> run.curve().size()).max().orElse(0);
    List<Point> points = new ArrayList<>();
    for (int k = 0; k < longest; k++) {
      int evaluation = k;
      double[] places =
          runs.stream()
              .filter(run -> run.curve().size() > evaluation)
              .mapToDouble(run -> x.applyAsDouble(run.curve().get(evaluation)))
              .filter(Double::isFinite)
              .toArray();
      if (places.length > 0) {
        double at = Spread.of(places).median();
        double[] values = runs.stream().mapToDouble(run -> perplexity(run, x, at)).toArray();
        points.add(new Point(k, at, Spread.of(values)));
      }
    }
    return points;
  }

  /** What a training had there; infinite if it is not known. */
  static double perplexity(StrategyRun run, ToDoubleFunction<CurvePoint> x, double at) {
    CurvePoint before = null;
    for (CurvePoint point : run.curve()) {
      double here = x.applyAsDouble(point);
      if (here >= at) {
        return before == null || here == at ? value(point) : between(before, point, x, at);
      }
      before = point;
    }
    return before == null || run.diverged() ? Double.POSITIVE_INFINITY : value(before);
  }

  private static double between(
      CurvePoint from, CurvePoint to, ToDoubleFunction<CurvePoint> x, double at) {
    double share = (at - x.applyAsDouble(from)) / (x.applyAsDouble(to) - x.applyAsDouble(from));
    double low = Math.log(value(from));
    double log = low + share * (Math.log(value(to)) - low);
    return Double.isNaN(log) ? Double.POSITIVE_INFINITY : Math.exp(log);
  }

  private static double value(CurvePoint point) {
    double value = point.validationPerplexity();
    return value > 0 && Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
  }
}
