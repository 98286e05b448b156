package org.tengen.bench.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tengen.bench.lab.Finding.Condition;
import org.tengen.bench.lab.Plan.Best;
import org.tengen.web.plot.LinePlot;
import org.tengen.web.report.StrategyRun;

/** The predicates of docs/benchmarks/literature.md that look at perplexity at equal samples. */
final class RatePredicates {
  private static final double FAILS = 1.5;
  private static final double HOLDS = 1.2;

  /** How much fewer bytes there are at the least with four times the steps between two meetings. */
  private static final double FEWER_BYTES = 3.2;

  private RatePredicates() {}

  /** Zhang et al. 2016. */
  static Finding zhang(Plan plan) {
    Best bsp = plan.best(plan.arm("bsp"), Plan::perplexity);
    List<StrategyRun> asp = plan.at(plan.arm("asp"), bsp.rate());
    List<StrategyRun> divided = plan.at(plan.arm("asp:lr/tau"), bsp.rate());
    long diverged = asp.stream().filter(StrategyRun::diverged).count();
    double ofAsp = Plan.median(asp, Plan::perplexity) / bsp.median();
    double ofDivided = Plan.median(divided, Plan::perplexity) / bsp.median();
    long dividedDiverged = divided.stream().filter(StrategyRun::diverged).count();
    return new Finding(
        List.of(
            Condition.of(
                diverged >= 2 || ofAsp >= FAILS,
                "at rate %s, the best of bsp (perplexity %.1f), asp fails: %d of %d seeds diverge, and"
                    + " its perplexity is %.2f times bsp's (fails: 2 seeds, or %.1f times)",
                Plan.rateText(bsp.rate()),
                bsp.median(),
                diverged,
                asp.size(),
                ofAsp,
                FAILS),
            Condition.of(
                dividedDiverged == 0 && ofDivided <= HOLDS,
                "asp:lr/tau does not: %d seeds diverge, and its perplexity is %.2f times bsp's (at"
                    + " most %.1f)",
                dividedDiverged,
                ofDivided,
                HOLDS)),
        List.of(),
        List.of(bsp),
        Plots.byRate(plan, plan.arms(), "perplexity", Plan::perplexity, Arm::strategy));
  }

  /** Zheng et al. 2017. */
  static Finding zheng(Plan plan) {
    List<Best> bests = new ArrayList<>();
    List<Double> four = gain(plan, 4, bests);
    List<Double> eight = gain(plan, 8, bests);
    return new Finding(
        List.of(
            Condition.of(
                eight.stream().allMatch(gain -> gain > 1),
                "with 8 workers asp:dc gains with each seed: perplexity of asp over asp:dc's %s",
                Plots.words(eight, "%.4f")),
            Condition.of(
                Plan.median(eight) > Plan.median(four),
                "more with 8 workers than with 4, in the median: %.4f against %.4f (by seed %s)",
                Plan.median(eight),
                Plan.median(four),
                Plots.words(four, "%.4f"))),
        List.of(),
        bests,
        Plots.byRate(
            plan,
            plan.arms(),
            "perplexity",
            Plan::perplexity,
            arm -> arm.strategy() + ", " + arm.workers()));
  }

  /** By seed, the perplexity of asp over that of asp:dc, each at its best rate. */
  private static List<Double> gain(Plan plan, int workers, List<Best> bests) {
    Best asp = plan.best(plan.arm("asp", workers), Plan::perplexity);
    Best compensated = plan.best(plan.arm("asp:dc", workers), Plan::perplexity);
    bests.addAll(List.of(asp, compensated));
    return IntStream.range(0, asp.figures().size())
        .mapToObj(seed -> asp.figures().get(seed) / compensated.figures().get(seed))
        .toList();
  }

  /** Mitliagkas et al. 2016. */
  static Finding mitliagkas(Plan plan) {
    List<Best> bests = plan.arms().stream().map(a -> plan.best(a, Plan::perplexity)).toList();
    double one = bestMomentum(bests, 1);
    double four = bestMomentum(bests, 4);
    double sixteen = bestMomentum(bests, 16);
    return new Finding(
        List.of(
            Condition.of(
                one >= four && four >= sixteen,
                "the best momentum does not rise: %s with 1 worker, %s with 4, %s with 16",
                one,
                four,
                sixteen),
            Condition.of(sixteen < one, "it is lower with 16 workers than with 1")),
        List.of(),
        bests,
        momenta(bests));
  }

  private static double bestMomentum(List<Best> bests, int workers) {
    return bests.stream()
        .filter(best -> best.arm().workers() == workers)
        .min(Comparator.comparingDouble(Best::median))
        .orElseThrow(
            () -> new IllegalArgumentException("no trainings with " + workers + " workers"))
        .arm()
        .momentum()
        .orElseThrow();
  }

  private static LinePlot momenta(List<Best> bests) {
    Plots.Lines lines = new Plots.Lines();
    for (Best best : bests) {
      String workers = best.arm().workers() + " workers";
      lines.add(workers, best.arm().momentum().orElseThrow(), best.median());
    }
    return lines.plot(
        "Perplexity at the best rate of each momentum", "momentum", "perplexity", false);
  }

  /** Lin et al. 2020, Zhang et al. 2015. */
  static Finding lin(Plan plan) {
    List<Condition> conditions = new ArrayList<>();
    List<Best> all = new ArrayList<>();
    Plots.Lines lines = new Plots.Lines();
    for (String family : List.of("local", "easgd")) {
      List<Best> bests = new ArrayList<>();
      for (int steps : List.of(2, 8, 32)) {
        Best best = plan.best(plan.arm(family + ":" + steps), Plan::perplexity);
        bests.add(best);
        lines.add(family, bytes(best) / 1e6, best.median());
      }
      double first = bytes(bests.get(0)) / bytes(bests.get(1));
      double second = bytes(bests.get(1)) / bytes(bests.get(2));
      conditions.add(
          Condition.of(
              first >= FEWER_BYTES && second >= FEWER_BYTES,
              "%s: bytes fall %.2f times from 2 steps to 8 and %.2f times from 8 to 32 (at least"
                  + " %.1f)",
              family,
              first,
              second,
              FEWER_BYTES));
      List<Double> few = bests.get(0).figures();
      List<Double> many = bests.get(2).figures();
      conditions.add(
          Condition.of(
              IntStream.range(0, few.size()).allMatch(seed -> many.get(seed) > few.get(seed)),
              "%s: perplexity is higher with 32 steps than with 2, with each seed: %s against %s",
              family,
              Plots.words(many, "%.2f"),
              Plots.words(few, "%.2f")));
      all.addAll(bests);
    }
    return new Finding(
        conditions,
        List.of(),
        all,
        lines.plot(
            "Perplexity at the best rate against traffic",
            "megabytes pulled and pushed (log scale)",
            "perplexity",
            true));
  }

  /** Of one training; all seeds have as many, or nearly. */
  private static double bytes(Best best) {
    return Plan.median(
        best.runs(),
        run -> {
          StrategyRun.Traffic traffic = run.traffic();
          if (traffic == null) {
            throw new IllegalArgumentException("a training's traffic was not counted");
          }
          return traffic.pulledBytes() + traffic.pushedBytes();
        });
  }
}
