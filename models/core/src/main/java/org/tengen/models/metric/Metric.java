package org.tengen.models.metric;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every metric: its name wherever it is written or shown, its unit, and one sentence of what it is.
 *
 * <p>A metric of a run is a sum or a mean over its lanes and shards; the same metric may be shown
 * of one lane or one shard, where that makes sense.
 */
public enum Metric {
  /** The run's clock. */
  SECONDS("seconds", Unit.SECONDS, "seconds", "Time of training; virtual time of a simulation."),
  SAMPLES(
      "samples", Unit.SAMPLES, "samples", "Samples whose gradients were applied on all shards."),
  UPDATES("updates", Unit.UPDATES, "updates", "Steps of the optimiser, of the first slice."),
  SAMPLES_PER_SECOND(
      "samplesPerSecond",
      Unit.SAMPLES_PER_SECOND,
      "samplesPerSecond",
      "Applied samples over time, of the whole run or since the figure before: the throughput."),

  TRAIN_PERPLEXITY(
      "trainPerplexity",
      Unit.PERPLEXITY,
      "curve.trainPerplexity",
      "e to the mean loss of the training samples since the line before of the same kind."),
  VALIDATION_PERPLEXITY(
      "validationPerplexity",
      Unit.PERPLEXITY,
      "curve.validationPerplexity",
      "e to the mean loss over the validation split."),
  POLICY_ACCURACY(
      "policyAccuracy",
      Unit.SHARE,
      "curve.figures.policyAccuracy",
      "Share of validation positions in which the move that a policy-value network thinks likeliest was"
          + " the one that was played."),
  POLICY_LOSS(
      "policyLoss",
      Unit.NATS,
      "curve.figures.policyLoss",
      "Mean over validation positions of minus the log of the played move's chance."),
  VALUE_ERROR(
      "valueError",
      Unit.SQUARED_VALUE,
      "curve.figures.valueError",
      "Mean squared error of the value over validation positions: 1 for who always says 0 of games that"
          + " are won or lost, at most 4."),
  TARGET_PERPLEXITY(
      "targetPerplexity",
      Unit.PERPLEXITY,
      "targetPerplexity",
      "The validation perplexity whose first moment is looked for."),
  SECONDS_TO_TARGET(
      "secondsToTarget",
      Unit.SECONDS,
      "secondsToTarget",
      "Time of training until validation perplexity first reached the target."),

  LOSS(
      "loss",
      Unit.NATS,
      "words.losses.loss",
      "Mean loss of a training sample since the figure before; of a divergence, over the window of"
          + " training or in the evaluation that showed it."),
  BEST_LOSS(
      "bestLoss",
      Unit.NATS,
      "",
      "The lowest such mean before a divergence, or the loss of guessing evenly where that was lower."),
  BEST_SAMPLES(
      "bestSamples",
      Unit.SAMPLES,
      "",
      "Samples trained on at the end of that window; the weights were sound until then."),
  RATE("rate", Unit.RATE, "", "The learning rate that the schedule started from."),

  MEAN_STALENESS(
      "meanStaleness",
      Unit.UPDATES,
      "staleness.mean",
      "Mean staleness of the applied pushes: updates between the pull of the weights that a push was"
          + " computed on and its own use."),
  P99_STALENESS(
      "p99Staleness", Unit.UPDATES, "staleness.p99", "The staleness that 1 push in 100 exceeds."),
  MAX_STALENESS(
      "maxStaleness", Unit.UPDATES, "staleness.max", "The staleness of the stalest push."),
  STALENESS_HISTOGRAM(
      "stalenessHistogram",
      Unit.PUSHES,
      "staleness.histogram",
      "For each staleness from 0 on, how many pushes had it; a push counts once for each shard."),
  MEAN_SPREAD(
      "meanSpread",
      Unit.UPDATES,
      "",
      "Mean difference in staleness between the slices of one push at one shard."),

  COMPUTED_SAMPLES(
      "computedSamples",
      Unit.SAMPLES,
      "",
      "Samples that lanes have computed on, whether their gradients were applied yet or not."),
  LOSS_SUM("lossSum", Unit.NATS, "", "Summed loss of the computed samples."),

  LANE_TIME("laneTime", Unit.SECONDS, "", "All time of all lanes, as far as they have told of it."),
  IDLE_SHARE(
      "idleShare", Unit.SHARE, "idleShare", "Idle time over all time of the lanes, from 0 to 1."),
  COMPUTING(
      "computing", Unit.SECONDS, "lanes.computing", "A lane's CPU time in loss and gradient."),
  WAITING_FOR_CORE(
      "waitingForCore",
      Unit.SECONDS,
      "lanes.waitingForCore",
      "A lane's time in loss and gradient less the CPU time of it."),
  STRAGGLING(
      "straggling",
      Unit.SECONDS,
      "lanes.straggling",
      "A lane's sleep that makes it a straggler on purpose."),
  IDLE(
      "idle",
      Unit.SECONDS,
      "lanes.idle",
      "A lane's time parked in a pull or an acknowledgement, waiting for others."),
  SENDING(
      "sending",
      Unit.SECONDS,
      "lanes.sending",
      "A lane's time in pulls and pushes otherwise, coding included."),

  CLOCK("clock", Unit.ITERATIONS, "", "Iterations of a lane that every shard is done with."),
  CLOCKS_AHEAD(
      "clocksAhead", Unit.ITERATIONS, "", "How far a lane's clock is ahead of the slowest lane's."),
  SKIPPED(
      "skipped",
      Unit.ITERATIONS,
      "lanes.skipped",
      "Iterations of a lane that came too late to count."),
  SECONDS_PER_STEP(
      "secondsPerStep",
      Unit.SECONDS,
      "",
      "A lane's time for loss and gradient of one step, injected sleep included."),
  LEASES("leases", Unit.LEASES, "", "How many holders a lane has had: more than one after a loss."),
  SILENT("silent", Unit.SECONDS, "", "Time since a lane's holder was heard last."),

  STEP_TIMES(
      "stepTimes",
      Unit.STEPS,
      "",
      "How many of a lane's steps took how much CPU time, by buckets from firstBucket on: the first"
          + " eight of all are a nanosecond each, from there on every doubling has eight."),
  FIRST_BUCKET("firstBucket", Unit.BUCKETS, "", "The bucket that stepTimes begins with."),
  CPU("cpu", Unit.SECONDS, "", "CPU time of the driver's process."),
  EVALUATION_CPU("evaluationCpu", Unit.SECONDS, "", "CPU time of evaluations in it."),
  EVALUATIONS("evaluations", Unit.EVALUATIONS, "", "Evaluations on the validation split."),

  PUSHES("pushes", Unit.PUSHES, "", "Pushes that a shard has applied."),
  PARKED("parked", Unit.PULLS, "", "Pulls that wait at a shard until the strategy admits them."),

  PUSHED_BYTES(
      "pushedBytes", Unit.BYTES, "traffic.pushedBytes", "Bytes of pushes and their answers."),
  PUSHED_RAW_BYTES(
      "pushedRawBytes",
      Unit.BYTES,
      "traffic.pushedRawBytes",
      "What pushes and their answers would be as float32."),
  PULLED_BYTES(
      "pulledBytes", Unit.BYTES, "traffic.pulledBytes", "Bytes of pulls and their answers."),
  PULLED_RAW_BYTES(
      "pulledRawBytes",
      Unit.BYTES,
      "traffic.pulledRawBytes",
      "What pulls and their answers would be as float32."),
  RESIDUALS_LOST(
      "residualsLost",
      Unit.LOSSES,
      "traffic.residualsLost",
      "How often what a lane's codec had kept back was lost with its task.");

  /** What a metric counts in. */
  public enum Unit {
    SECONDS("s"),
    SAMPLES("samples"),
    SAMPLES_PER_SECOND("samples/s"),
    UPDATES("updates"),
    ITERATIONS("iterations"),
    PERPLEXITY("1"),
    SHARE("1"),
    RATE("1"),
    PUSHES("pushes"),
    PULLS("pulls"),
    NATS("nats"),
    SQUARED_VALUE("1"),
    BYTES("bytes"),
    STEPS("steps"),
    BUCKETS("buckets"),
    EVALUATIONS("evaluations"),
    LEASES("leases"),
    LOSSES("losses");

    private final String symbol;

    Unit(String symbol) {
      this.symbol = symbol;
    }

    /** As it stands behind a number; "1" for a ratio. */
    public String symbol() {
      return symbol;
    }
  }

  private final String key;
  private final Unit unit;
  private final String inResult;
  private final String says;

  Metric(String key, Unit unit, String inResult, String says) {
    this.key = key;
    this.unit = unit;
    this.inResult = inResult;
    this.says = says;
  }

  /** The metric called {@code key}. */
  public static Optional<Metric> of(String key) {
    return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
  }

  /** Its name: a key of JSON, of event files and of Spark's metrics. */
  public String key() {
    return key;
  }

  public Unit unit() {
    return unit;
  }

  /**
   * Where {@code result.json} has it, below an entry of {@code runs}; lists are passed through.
   * Empty where it has not.
   */
  public String inResult() {
    return inResult;
  }

  /** What it is, in one sentence. */
  public String says() {
    return says;
  }
}
