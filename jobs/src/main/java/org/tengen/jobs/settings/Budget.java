package org.tengen.jobs.settings;

import java.util.Optional;
import org.tengen.driver.WrongSetting;

/**
 * How long a training goes on: a number of samples, or of passes over the training samples.
 *
 * @param samples where the budget is a number of samples
 * @param epochs where it is passes
 */
public record Budget(Optional<Long> samples, Optional<Double> epochs) {
  private static final String NONE = "none";

  static Budget of(Values values) {
    return new Budget(values.get(Catalogue.SAMPLES), values.get(Catalogue.EPOCHS));
  }

  /**
   * Leaves one of {@code samples} and {@code epochs}: the one from the later layer.
   *
   * @throws WrongSetting when both were set in one place, or neither is left
   */
  static Values settle(Values values) {
    if (!values.has(Catalogue.SAMPLES)) {
      return values;
    }
    Budget budget = of(values);
    Origin samples = values.origin(Catalogue.SAMPLES);
    Origin epochs = values.origin(Catalogue.EPOCHS);
    if (budget.samples.isEmpty() && budget.epochs.isEmpty()) {
      throw new WrongSetting(
          "samples=none, epochs=none: expected one of them to be set, e.g. epochs=1");
    }
    if (budget.samples.isEmpty() || budget.epochs.isEmpty()) {
      return values;
    }
    int later = samples.level().compareTo(epochs.level());
    if (later == 0) {
      throw new WrongSetting(
          "samples=%s (%s) and epochs=%s (%s): expected one of them; a budget is samples or epochs"
              .formatted(
                  values.text(Catalogue.SAMPLES), samples, values.text(Catalogue.EPOCHS), epochs));
    }
    return later > 0
        ? values.with(Catalogue.EPOCHS, NONE, samples)
        : values.with(Catalogue.SAMPLES, NONE, epochs);
  }
}
