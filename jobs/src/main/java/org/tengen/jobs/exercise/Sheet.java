package org.tengen.jobs.exercise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tengen.models.dl4j.exercise.BinaryAddition;
import org.tengen.models.dl4j.exercise.Exercise;
import org.tengen.models.dl4j.exercise.FirstWeights;
import org.tengen.models.dl4j.exercise.SinePrediction;
import org.tengen.web.plot.Axis;
import org.tengen.web.plot.LinePlot;
import org.tengen.web.plot.Scale;
import org.tengen.web.plot.Series;
import org.tengen.web.report.PlotPage;

/**
 * One exercise: the networks that it compares, and what is drawn of them.
 *
 * @param <E> the networks
 */
public abstract sealed class Sheet<E extends Exercise> {
  private final String name;
  private final String says;
  private final int steps;
  private final float rate;

  private Sheet(String name, String says, int steps, float rate) {
    this.name = name;
    this.says = says;
    this.steps = steps;
    this.rate = rate;
  }

  /** All exercises. */
  public static List<Sheet<?>> all() {
    return List.of(new Addition(), new Initialisations(), new Sine());
  }

  /** As it is typed. */
  public final String name() {
    return name;
  }

  /** What is compared, in a sentence or two. */
  public final String says() {
    return says;
  }

  /** Steps of each worker. */
  public final int steps() {
    return steps;
  }

  /** Of Adam. */
  public final float rate() {
    return rate;
  }

  /** What is compared, from first weights that the seed decides. */
  public abstract List<E> networks(long seed);

  /** What was measured, for a person. */
  public abstract String measured();

  /** The page, when all are trained. */
  public final PlotPage page(List<Compared<E>> trained) {
    return new PlotPage("Exercise: " + name, List.of(says), plots(trained));
  }

  abstract Map<String, LinePlot> plots(List<Compared<E>> trained);

  private static List<Series> learning(List<? extends Compared<?>> trained) {
    List<Series> lines = new ArrayList<>();
    trained.forEach(each -> lines.add(Plots.learning(lines.size(), each)));
    return lines;
  }

  /** Binary addition. */
  static final class Addition extends Sheet<BinaryAddition> {
    Addition() {
      super(
          "binary-addition",
          "A recurrent network of 16 units adds two numbers of 8 bits, a bit of each at a time step,"
              + " the least significant first. Each tenth pair of numbers is never trained on. Sigmoid"
              + " units, which saturate, keep the carried bit apart from noise for as long as they have"
              + " to; rectified linear ones have to learn to.",
          2_000,
          0.01f);
    }

    @Override
    public List<BinaryAddition> networks(long seed) {
      return BinaryAddition.all(seed);
    }

    @Override
    public String measured() {
      return "share of held-out sums that are right in every bit";
    }

    @Override
    Map<String, LinePlot> plots(List<Compared<BinaryAddition>> trained) {
      return Map.of(
          "held-out-sums",
          Plots.of(
              "Held-out sums that are right",
              Plots.examples(trained),
              new Axis(measured(), Scale.linear(0, 1)),
              learning(trained)));
    }
  }

  /** First weights. */
  static final class Initialisations extends Sheet<FirstWeights> {
    /** Below these a value is drawn at the edge. */
    private static final double LEAST = 1e-16;

    Initialisations() {
      super(
          "initialisations",
          "Eight layers of 64 rectified linear units, from first weights of four kinds. The spread of a"
              + " layer's outputs before training shows what arrives at the top; the share of fresh points"
              + " that are right shows what that does to learning.",
          600,
          0.001f);
    }

    @Override
    public List<FirstWeights> networks(long seed) {
      return FirstWeights.all(seed);
    }

    @Override
    public String measured() {
      return "share of fresh points that are right";
    }

    @Override
    Map<String, LinePlot> plots(List<Compared<FirstWeights>> trained) {
      List<Series> spreads = new ArrayList<>();
      double most = 1;
      for (Compared<FirstWeights> each : trained) {
        double[] values = each.exercise().spreads(each.trained().first());
        for (int i = 0; i < values.length; i++) {
          values[i] = Math.max(LEAST, values[i]);
          most = Math.max(most, values[i]);
        }
        spreads.add(Plots.through(spreads.size(), each.name(), "layer", values));
      }
      Map<String, LinePlot> plots = new LinkedHashMap<>();
      plots.put(
          "outputs-by-layer",
          Plots.of(
              "Spread of each layer's outputs before training",
              new Axis("layer, the lowest first", Scale.linear(1, 8)),
              new Axis("standard deviation (log scale)", Scale.log(LEAST, most)),
              spreads));
      plots.put(
          "learning",
          Plots.of(
              "Fresh points that are right",
              Plots.examples(trained),
              new Axis(measured(), Scale.linear(0, 1)),
              learning(trained)));
      return plots;
    }
  }

  /** Sine prediction. */
  static final class Sine extends Sheet<SinePrediction> {
    private static final int VALUES = 200;

    Sine() {
      super(
          "sine",
          "Recurrent networks of 20 units learn to say the next value of a noisy sine. Left to themselves"
              + " after 50 values, they go on from what they said.",
          800,
          0.005f);
    }

    @Override
    public List<SinePrediction> networks(long seed) {
      return SinePrediction.all(seed);
    }

    @Override
    public String measured() {
      return "mean squared error of the next value";
    }

    @Override
    Map<String, LinePlot> plots(List<Compared<SinePrediction>> trained) {
      List<Series> waves = new ArrayList<>();
      waves.add(Plots.through(0, "sine", "value", SinePrediction.sine(VALUES)));
      double most = 0;
      double least = Double.POSITIVE_INFINITY;
      for (Compared<SinePrediction> each : trained) {
        double[] said = each.exercise().goOn(each.trained().last(), VALUES);
        waves.add(Plots.through(waves.size(), each.name(), "value", said));
        most = Math.max(most, each.trained().curve().get(0).value());
        least = Math.min(least, each.last());
      }
      Map<String, LinePlot> plots = new LinkedHashMap<>();
      plots.put(
          "left-to-themselves",
          Plots.of(
              "Given %d values, then left to themselves".formatted(SinePrediction.GIVEN),
              new Axis("value", Scale.linear(1, VALUES)),
              new Axis("sine", Scale.linear(-1.5, 1.5)),
              waves));
      plots.put(
          "learning",
          Plots.of(
              "Mean squared error of the next value",
              Plots.examples(trained),
              new Axis(measured() + " (log scale)", Scale.log(least, most)),
              learning(trained)));
      return plots;
    }
  }
}
