package org.tengen.jobs.settings;

import java.util.ArrayList;
import java.util.List;
import org.tengen.driver.WrongSetting;
import org.tengen.worker.Straggler;

/** What tells one training of a job from the others: a comparison has many, a training is alone. */
record Variant(
    int workers, long seed, Straggler straggler, String strategy, String optimiser, double rate) {

  /**
   * All of a job, in the order in which they are trained: those that share partitions follow each
   * other, and those that are compared.
   *
   * @throws WrongSetting for values that do not go together
   */
  static List<Variant> of(Values values) {
    long seed = values.get(Catalogue.SEED);
    if (!values.has(Catalogue.STRATEGIES)) {
      return List.of(
          new Variant(
              values.get(Catalogue.WORKERS),
              seed,
              straggler(values, values.get(Catalogue.STRAGGLER), values.get(Catalogue.WORKERS)),
              values.get(Catalogue.STRATEGY),
              values.get(Catalogue.OPTIMISER),
              values.get(Catalogue.RATE)));
    }
    requireRatesOfWhatIsCompared(values);
    List<String> strategies = values.get(Catalogue.STRATEGIES);
    List<Variant> variants = new ArrayList<>();
    for (int workers : values.get(Catalogue.NUMBERS_OF_WORKERS)) {
      for (int repeat = 0; repeat < values.get(Catalogue.SEEDS); repeat++) {
        for (Straggler straggler : values.get(Catalogue.STRAGGLERS)) {
          Straggler checked = straggler(values, straggler, workers);
          for (String strategy : strategies) {
            for (String optimiser : values.get(Catalogue.OPTIMISERS)) {
              for (double rate : values.get(Catalogue.RATES).of(strategy, optimiser)) {
                long own = Math.addExact(seed, repeat);
                variants.add(new Variant(workers, own, checked, strategy, optimiser, rate));
              }
            }
          }
        }
      }
    }
    boolean simulated = values.has(Catalogue.STEP_TIME); // refused there with its own reason
    if (variants.size() > 1 && !simulated && values.get(Catalogue.ON_DIVERGENCE).equals("lower")) {
      throw new WrongSetting(
          "on-divergence=lower: what is compared are rates as they are set; expected stop or ignore"
              + " (%s)".formatted(values.origin(Catalogue.ON_DIVERGENCE)));
    }
    return variants;
  }

  private static void requireRatesOfWhatIsCompared(Values values) {
    for (String name : values.get(Catalogue.RATES).named()) {
      Setting<List<String>> compared =
          Rates.isOptimiser(name) ? Catalogue.OPTIMISERS : Catalogue.STRATEGIES;
      if (!values.get(compared).contains(name) && !narrowed(values, compared)) {
        throw new WrongSetting(
            "rate=%s: %s is not compared; expected a rate for one of %s (%s)"
                .formatted(
                    values.text(Catalogue.RATES),
                    name,
                    String.join(", ", values.get(compared)),
                    values.origin(Catalogue.RATES)));
      }
    }
  }

  /**
   * A flag may leave out what the file has rates for, and a run may have been begun so, when there
   * is no error in what is left.
   */
  private static boolean narrowed(Values values, Setting<?> compared) {
    Origin.Level rates = values.origin(Catalogue.RATES).level();
    return values.origin(compared).level().compareTo(rates) > 0 || rates == Origin.Level.RUN;
  }

  private static Straggler straggler(Values values, Straggler straggler, int workers) {
    if (straggler.highestLane() >= workers) {
      boolean several = values.has(Catalogue.STRAGGLERS);
      throw new WrongSetting(
          "straggler=%s: there is no worker %d; expected 0 to %d, as workers=%d (%s)"
              .formatted(
                  straggler,
                  straggler.highestLane(),
                  workers - 1,
                  workers,
                  values.origin(several ? Catalogue.STRAGGLERS : Catalogue.STRAGGLER)));
    }
    return straggler;
  }
}
