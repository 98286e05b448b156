package org.tengen.jobs.settings;

import org.tengen.driver.WrongSetting;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.strategy.Admission;
import org.tengen.ps.strategy.Strategy;

/** Whether a run may have fewer workers than lanes. */
final class Elasticity {
  private Elasticity() {}

  /**
   * How many lanes run at once at least.
   *
   * @throws WrongSetting if lanes cannot take turns, with the reason
   */
  static int together(Values values, int workers, Strategy strategy, Codec codec) {
    if (!values.has(ClusterCatalogue.MIN_WORKERS)
        || values.get(ClusterCatalogue.MIN_WORKERS).isEmpty()) {
      return workers;
    }
    int together = values.get(ClusterCatalogue.MIN_WORKERS).get();
    if (together > workers) {
      throw refused(values, together, "expected at most workers=" + workers);
    }
    if (together == workers) {
      return workers;
    }
    if (!(strategy.admission() instanceof Admission.Free)) {
      throw refused(
          values,
          together,
          "not under "
              + strategy
              + ": a lane without a worker would hold the others up; expected asp, asp:lr/tau,"
              + " asp:dc or softsync:N");
    }
    if (strategy.sent().fromOwnWeights()) {
      throw refused(
          values,
          together,
          "not under "
              + strategy
              + ": a lane's own weights are lost whenever its worker changes; expected asp,"
              + " asp:lr/tau, asp:dc or softsync:N");
    }
    if (codec.keepsResidual()) {
      throw refused(
          values,
          together,
          "not with codec="
              + codec.name()
              + ": what a lane keeps back is lost whenever its worker changes; expected float32,"
              + " bfloat16 or int8");
    }
    return together;
  }

  private static WrongSetting refused(Values values, int together, String why) {
    return new WrongSetting(
        "min-workers=%d: %s (%s)"
            .formatted(together, why, values.origin(ClusterCatalogue.MIN_WORKERS)));
  }
}
