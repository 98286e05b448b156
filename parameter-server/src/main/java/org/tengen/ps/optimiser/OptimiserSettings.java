package org.tengen.ps.optimiser;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which optimiser, with its constants. The rate comes from a {@link Schedule}. */
public sealed interface OptimiserSettings extends Serializable {

  /** What {@link #parse} reads, in one line. */
  String ACCEPTED =
      "sgd, momentum:MU, nesterov:MU, adagrad:EPSILON, rmsprop:DECAY,EPSILON,"
          + " adam:BETA1,BETA2,EPSILON or adamw:BETA1,BETA2,EPSILON,DECAY";

  /** The optimiser itself. */
  Optimiser optimiser();

  /** As it stands in settings, with its numbers where they are not the usual ones. */
  String setting();

  /**
   * w += g, whatever the rate: what lanes with optimisers of their own have pushed. No setting of a
   * job names it.
   */
  record Added() implements OptimiserSettings {
    @Override
    public Optimiser optimiser() {
      return new AddedOptimiser();
    }

    @Override
    public String setting() {
      return "added";
    }
  }

  /** w -= rate * g. */
  record Sgd() implements OptimiserSettings {
    @Override
    public Optimiser optimiser() {
      return new SgdOptimiser();
    }

    @Override
    public String setting() {
      return "sgd";
    }
  }

  /** The heavy ball (Polyak 1964): v = mu v - rate * g; w += v. */
  record Momentum(double mu) implements OptimiserSettings {
    public Momentum {
      requireFraction("momentum", mu, "momentum:0.9");
    }

    @Override
    public Optimiser optimiser() {
      return new MomentumOptimiser((float) mu);
    }

    @Override
    public String setting() {
      return written("momentum", this, mu);
    }
  }

  /**
   * Nesterov's accelerated gradient as Deeplearning4j has it: v' = mu v - rate * g; w += (1 + mu)
   * v' - mu v.
   */
  record Nesterov(double mu) implements OptimiserSettings {
    public Nesterov {
      requireFraction("nesterov", mu, "nesterov:0.9");
    }

    @Override
    public Optimiser optimiser() {
      return new NesterovOptimiser((float) mu);
    }

    @Override
    public String setting() {
      return written("nesterov", this, mu);
    }
  }

  /** Duchi et al. 2011: h += g^2; w -= rate * g / (sqrt(h) + epsilon). */
  record Adagrad(double epsilon) implements OptimiserSettings {
    public Adagrad {
      requireEpsilon("adagrad", epsilon, "adagrad:1e-6");
    }

    @Override
    public Optimiser optimiser() {
      return new AdagradOptimiser((float) epsilon);
    }

    @Override
    public String setting() {
      return written("adagrad", this, epsilon);
    }
  }

  /**
   * Kingma and Ba 2015, in the form at the end of their section 2: m = beta1 m + (1 - beta1) g; v =
   * beta2 v + (1 - beta2) g^2; w -= rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) +
   * epsilon), where t counts the updates from 1.
   */
  record Adam(double beta1, double beta2, double epsilon) implements OptimiserSettings {
    private static final String EXAMPLE = "adam:0.9,0.999,1e-8";

    public Adam {
      requireFraction("adam", beta1, EXAMPLE);
      requireFraction("adam", beta2, EXAMPLE);
      requireEpsilon("adam", epsilon, EXAMPLE);
    }

    @Override
    public Optimiser optimiser() {
      return new AdamOptimiser(beta1, beta2, epsilon, 0);
    }

    @Override
    public String setting() {
      return written("adam", this, beta1, beta2, epsilon);
    }
  }

  /**
   * Adam with decoupled weight decay (Loshchilov and Hutter 2019): the weights are multiplied by 1
   * - rate * decay, then stepped as {@link Adam} does; the decay is in no moment.
   */
  record AdamW(double beta1, double beta2, double epsilon, double decay)
      implements OptimiserSettings {
    private static final String EXAMPLE = "adamw:0.9,0.999,1e-8,0.01";

    public AdamW {
      requireFraction("adamw", beta1, EXAMPLE);
      requireFraction("adamw", beta2, EXAMPLE);
      requireEpsilon("adamw", epsilon, EXAMPLE);
      if (!(decay >= 0 && decay < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "optimiser=adamw: decay " + decay + " is not 0 or more; expected e.g. " + EXAMPLE);
      }
    }

    @Override
    public Optimiser optimiser() {
      return new AdamOptimiser(beta1, beta2, epsilon, decay);
    }

    @Override
    public String setting() {
      return written("adamw", this, beta1, beta2, epsilon, decay);
    }
  }

  /**
   * Tieleman and Hinton 2012: s = decay s + (1 - decay) g^2; w -= rate * g / (sqrt(s) + epsilon).
   */
  record RmsProp(double decay, double epsilon) implements OptimiserSettings {
    private static final String EXAMPLE = "rmsprop:0.9,1e-8";

    public RmsProp {
      requireFraction("rmsprop", decay, EXAMPLE);
      requireEpsilon("rmsprop", epsilon, EXAMPLE);
    }

    @Override
    public Optimiser optimiser() {
      return new RmsPropOptimiser((float) decay, (float) epsilon);
    }

    @Override
    public String setting() {
      return written("rmsprop", this, decay, epsilon);
    }
  }

  /**
   * Reads {@code sgd}, {@code momentum[:MU]}, {@code nesterov[:MU]}, {@code adagrad[:EPSILON]},
   * {@code rmsprop[:DECAY,EPSILON]}, {@code adam[:BETA1,BETA2,EPSILON]} or {@code
   * adamw[:BETA1,BETA2,EPSILON,DECAY]}.
   *
   * @throws IllegalArgumentException with one line that says what is accepted
   */
  static OptimiserSettings parse(String text) {
    Settings settings = Settings.of(text, () -> unknown(text));
    int count = settings.numbers().length;
    String kind = settings.name().toLowerCase(Locale.ROOT) + "/" + count;
    double first = settings.number(0, 0.9);
    return switch (kind) {
      case "sgd/0" -> new Sgd();
      case "momentum/0", "momentum/1" -> new Momentum(first);
      case "nesterov/0", "nesterov/1" -> new Nesterov(first);
      case "adagrad/0", "adagrad/1" -> new Adagrad(settings.number(0, 1e-6));
      case "adam/0", "adam/3" ->
          new Adam(first, settings.number(1, 0.999), settings.number(2, 1e-8));
      case "adamw/0", "adamw/4" ->
          new AdamW(
              first, settings.number(1, 0.999), settings.number(2, 1e-8), settings.number(3, 0.01));
      case "rmsprop/0", "rmsprop/2" -> new RmsProp(first, settings.number(1, 1e-8));
      default -> throw unknown(text);
    };
  }

  private static String written(String name, OptimiserSettings settings, double... numbers) {
    return parse(name).equals(settings)
        ? name
        : Arrays.stream(numbers)
            .mapToObj(number -> new BigDecimal(Double.toString(number)).stripTrailingZeros())
            .map(BigDecimal::toString)
            .collect(Collectors.joining(",", name + ":", ""));
  }

  private static void requireFraction(String name, double value, String example) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "optimiser="
              + name
              + ": "
              + value
              + " is not at least 0 and less than 1; expected e.g. "
              + example);
    }
  }

  private static void requireEpsilon(String name, double value, String example) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "optimiser=" + name + ": epsilon " + value + " is not over 0; expected e.g. " + example);
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "optimiser=" + text + ": expected " + ACCEPTED + ", e.g. adam:0.9,0.999,1e-8");
  }
}
