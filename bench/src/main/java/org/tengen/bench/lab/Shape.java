package org.tengen.bench.lab;

import java.util.function.ToDoubleFunction;
import org.tengen.web.report.StrategyRun;

/** The findings of docs/benchmarks/literature.md, by the names of their plans. */
enum Shape {
  DAI,
  ZHANG,
  ZHENG,
  LI,
  MITLIAGKAS,
  LIN,
  CHEN;

  /** What a plan's trainings say of it. */
  Finding of(Plan plan) {
    return switch (this) {
      case DAI -> DepthAndStaleness.of(plan);
      case ZHANG -> RatePredicates.zhang(plan);
      case ZHENG -> RatePredicates.zheng(plan);
      case LI -> TimePredicates.li(plan);
      case MITLIAGKAS -> RatePredicates.mitliagkas(plan);
      case LIN -> RatePredicates.lin(plan);
      case CHEN -> TimePredicates.chen(plan);
    };
  }

  private boolean looksAtTime() {
    return this == LI || this == CHEN;
  }

  /** What the table of all trainings has, in words; see {@link #figure}. */
  String figureName() {
    return looksAtTime() ? "seconds to the target" : "perplexity";
  }

  /** What the figure is called where it is infinite. */
  String infinite() {
    return looksAtTime() ? "never" : "diverged";
  }

  /** The figure of a training of {@code plan} that its table has. */
  ToDoubleFunction<StrategyRun> figure(Plan plan) {
    return looksAtTime() ? TimePredicates.seconds(plan) : Plan::perplexity;
  }
}
