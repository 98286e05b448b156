package org.tengen.models.metric;

import java.util.List;

/**
 * The kinds of lines of {@code metrics.jsonl}, and what a line of each holds: what names the line,
 * then metrics.
 */
public enum Line {
  /** The driver has looked. */
  PROGRESS(
      "progress",
      "About ten times a second, when samples were applied since the line before.",
      List.of(Label.KIND, Label.STRATEGY, Label.CODEC),
      List.of(
          Metric.SECONDS,
          Metric.SAMPLES,
          Metric.UPDATES,
          Metric.TRAIN_PERPLEXITY,
          Metric.IDLE_SHARE,
          Metric.MEAN_STALENESS,
          Metric.MEAN_SPREAD,
          Metric.PUSHED_BYTES,
          Metric.PUSHED_RAW_BYTES,
          Metric.PULLED_BYTES,
          Metric.PULLED_RAW_BYTES)),
  /** The driver has looked at a training of word vectors. */
  WORDS(
      "words",
      "The same of a training of word vectors, in which a word is a sample.",
      List.of(Label.KIND, Label.STRATEGY, Label.CODEC),
      List.of(
          Metric.SECONDS,
          Metric.SAMPLES,
          Metric.UPDATES,
          Metric.LOSS,
          Metric.SAMPLES_PER_SECOND,
          Metric.IDLE_SHARE,
          Metric.MEAN_STALENESS,
          Metric.PUSHED_BYTES,
          Metric.PUSHED_RAW_BYTES,
          Metric.PULLED_BYTES,
          Metric.PULLED_RAW_BYTES)),
  /** The weights were evaluated. */
  EVALUATION(
      "evaluation",
      "After each evaluation on the validation split; policy and value of a policy-value network alone.",
      List.of(Label.KIND, Label.STRATEGY),
      List.of(
          Metric.SECONDS,
          Metric.SAMPLES,
          Metric.UPDATES,
          Metric.VALIDATION_PERPLEXITY,
          Metric.TRAIN_PERPLEXITY,
          Metric.POLICY_ACCURACY,
          Metric.POLICY_LOSS,
          Metric.VALUE_ERROR)),
  /** Of one lane, behind an evaluation. */
  LANE(
      "lane",
      "For each lane behind each evaluation, and at the end: times and steps since the lane's line before.",
      List.of(Label.KIND, Label.STRATEGY, Label.LANE),
      List.of(
          Metric.SECONDS,
          Metric.SAMPLES,
          Metric.CLOCK,
          Metric.COMPUTING,
          Metric.WAITING_FOR_CORE,
          Metric.STRAGGLING,
          Metric.IDLE,
          Metric.SENDING,
          Metric.FIRST_BUCKET,
          Metric.STEP_TIMES)),
  /** Of the driver's process, behind an evaluation. */
  PROCESS(
      "process",
      "Behind the lanes' lines: what the driver's process took, and what lanes moved, since the line before.",
      List.of(Label.KIND, Label.STRATEGY),
      List.of(
          Metric.SECONDS,
          Metric.SAMPLES,
          Metric.CPU,
          Metric.EVALUATION_CPU,
          Metric.EVALUATIONS,
          Metric.PUSHED_RAW_BYTES,
          Metric.PULLED_RAW_BYTES)),
  /** The training has diverged. */
  DIVERGENCE(
      "divergence",
      "When a training has diverged, at each rate; it stays when the training goes back to a checkpoint.",
      List.of(Label.KIND, Label.STRATEGY),
      List.of(
          Metric.SECONDS,
          Metric.SAMPLES,
          Metric.LOSS,
          Metric.BEST_LOSS,
          Metric.BEST_SAMPLES,
          Metric.RATE));

  /** What an evaluation of a policy-value network has more than another. */
  public static final List<Metric> OF_BOARDS =
      List.of(Metric.POLICY_ACCURACY, Metric.POLICY_LOSS, Metric.VALUE_ERROR);

  private final String kind;
  private final String when;

  @SuppressWarnings("ImmutableEnumChecker") // they are copies that nobody can change
  private final List<Label> labels;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Metric> metrics;

  Line(String kind, String when, List<Label> labels, List<Metric> metrics) {
    this.kind = kind;
    this.when = when;
    this.labels = List.copyOf(labels);
    this.metrics = List.copyOf(metrics);
  }

  /** What says which training, and which line, figures belong to. */
  public enum Label {
    KIND("kind", "The kind of the line."),
    STRATEGY("strategy", "The strategy, as set."),
    LANE("lane", "The lane's number, from 0."),
    CODEC("codec", "The codec of pushes, as set.");

    private final String key;
    private final String says;

    Label(String key, String says) {
      this.key = key;
      this.says = says;
    }

    public String key() {
      return key;
    }

    /** What it is, in one sentence. */
    public String says() {
      return says;
    }
  }

  /** The value of {@link Label#KIND} in such a line. */
  public String kind() {
    return kind;
  }

  /** When such a line is written. */
  public String when() {
    return when;
  }

  public List<Label> labels() {
    return labels;
  }

  /** The metrics, in the line's order. */
  public List<Metric> metrics() {
    return metrics;
  }
}
