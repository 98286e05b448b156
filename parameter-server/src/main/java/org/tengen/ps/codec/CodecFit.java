package org.tengen.ps.codec;

import java.util.List;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Correction;
import org.tengen.ps.strategy.Sent;
import org.tengen.ps.strategy.Strategy;

/** Which codecs make sense with which strategies and optimisers, and why the others do not. */
final class CodecFit {
  private CodecFit() {}

  static void require(Codec codec, Strategy strategy, List<OptimiserSettings> optimisers) {
    if (codec instanceof Codec.Float32) {
      return;
    }
    if (strategy.sent() instanceof Sent.Elastic) {
      throw refused(
          codec,
          strategy,
          "worker and centre move by the same distance, which a codec would change on one side"
              + " only; expected float32");
    }
    if (codec.keepsResidual()) {
      requireNothingDropped(codec, strategy);
      requireOneMomentum(codec, strategy, optimisers);
    }
  }

  private static void requireNothingDropped(Codec codec, Strategy strategy) {
    if (strategy.gathering().leavesOut()) {
      throw refused(
          codec,
          strategy,
          "a late push is dropped, and with it what earlier steps have kept for it; expected"
              + " float32, bfloat16 or int8");
    }
    if (strategy.sent().sharesState()) {
      throw refused(
          codec,
          strategy,
          "most of what is pushed is optimisers' state, which no codec touches; expected"
              + " +kept or +reset, or float32, bfloat16 or int8");
    }
    if (strategy.correction() instanceof Correction.DelayCompensation) {
      throw refused(
          codec,
          strategy,
          "delays are compensated from the weights that a gradient was computed on, and what is"
              + " kept was computed on several; expected +lr/tau, or float32, bfloat16 or int8");
    }
  }

  private static void requireOneMomentum(
      Codec codec, Strategy strategy, List<OptimiserSettings> optimisers) {
    if (codec.floatsKept() < 2) {
      return;
    }
    if (strategy.sent().fromOwnWeights()) {
      throw refused(
          codec,
          strategy,
          "the workers' optimisers have their own momentum; expected no momentum in the codec");
    }
    for (OptimiserSettings each : optimisers) {
      if (hasMomentum(each)) {
        throw new IllegalArgumentException(
            "codec="
                + codec.name()
                + ": momentum correction is the momentum of the workers, and the server's optimiser"
                + " has one too; expected optimiser sgd, adagrad or rmsprop, or a codec without"
                + " momentum");
      }
    }
  }

  private static boolean hasMomentum(OptimiserSettings settings) {
    return settings instanceof OptimiserSettings.Momentum
        || settings instanceof OptimiserSettings.Nesterov
        || settings instanceof OptimiserSettings.Adam
        || settings instanceof OptimiserSettings.AdamW;
  }

  private static IllegalArgumentException refused(Codec codec, Strategy strategy, String why) {
    return new IllegalArgumentException(
        "codec=" + codec.name() + ": not under " + strategy + ": " + why);
  }
}
