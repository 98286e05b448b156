package org.tengen.jobs.settings;

import static org.tengen.jobs.settings.JobName.CHECK;
import static org.tengen.jobs.settings.JobName.COMPARE;
import static org.tengen.jobs.settings.JobName.SIMULATE;
import static org.tengen.jobs.settings.JobName.TRAIN_LM;
import static org.tengen.jobs.settings.JobName.TRAIN_NEXT_WORD;
import static org.tengen.jobs.settings.Section.DATA;
import static org.tengen.jobs.settings.Section.KEEPING;
import static org.tengen.jobs.settings.Section.LEARNING;
import static org.tengen.jobs.settings.Section.RUN;
import static org.tengen.jobs.settings.Section.SIMULATION;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.tengen.driver.training.SimulationSettings.Step;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.worker.Straggler;

/**
 * Every setting of every job, those of {@link WordCatalogue}, {@link CorpusCatalogue}, {@link
 * LanguageModelCatalogue}, {@link ClusterCatalogue}, {@link GoCatalogue} and {@link
 * GoTrainingCatalogue} included: the one place where a setting is declared. Adding one here gives
 * it a flag, a line in the files, help, documentation and a place in the run's record.
 */
public final class Catalogue {
  private static final List<Setting<?>> ALL = new ArrayList<>();

  static final Setting<String> CORPUS =
      a("corpus", Kind.text("PATH", "wordnet31, a file, a folder or a URL"), "wordnet31")
          .in(
              RUN,
              "Text to learn from: wordnet31 (built in), a file, a folder, .gz, or a URL that Hadoop"
                  + " opens.");

  static final Setting<String> STRATEGY =
      a("strategy", Syntaxes.STRATEGY, "bsp")
          .of(TRAIN_NEXT_WORD)
          .in(
              RUN,
              "When a worker may read and how pushes become updates; docs/strategies.md says what"
                  + " each does.");

  static final Setting<List<String>> STRATEGIES =
      a("strategy", Syntaxes.STRATEGY.list(), "bsp,ssp:3,asp,asp:lr/tau")
          .of(COMPARE, SIMULATE)
          .in(RUN, "The strategies to compare, the one that sets the target first.");

  static final Setting<Integer> WORKERS =
      a("workers", Kind.whole(1, 1024), "4")
          .of(TRAIN_NEXT_WORD, CHECK)
          .in(RUN, "Lanes that train at the same time, each on its own partition.");

  static final Setting<List<Integer>> NUMBERS_OF_WORKERS =
      a("workers", Kind.whole(1, 1024).list(), "4")
          .example("4,8")
          .of(COMPARE, SIMULATE)
          .in(
              RUN,
              "Lanes that train at the same time, each on its own partition; several numbers are"
                  + " scenarios.");

  static final Setting<Optional<Long>> SAMPLES =
      a("samples", Kind.bigWhole(1, Long.MAX_VALUE).orNone(), "none")
          .example("200000")
          .in(RUN, "The budget: training ends when this many samples were applied.");

  static final Setting<Optional<Double>> EPOCHS =
      a("epochs", Kind.above("0", "1000000").orNone(), "1")
          .in(RUN, "The budget as passes over the training samples, instead of samples.");

  static final Setting<Straggler> STRAGGLER =
      a("straggler", Syntaxes.STRAGGLER, "none")
          .example("any:10x@5%")
          .of(TRAIN_NEXT_WORD)
          .in(
              RUN,
              "Workers made slow on purpose: 0:3x (lane 0, always), any:10x@5% (each lane, 5% of its"
                  + " steps), any:10x@5%*40 (in stretches of 40 steps), several with commas, or none.");

  static final Setting<List<Straggler>> STRAGGLERS =
      a("straggler", Syntaxes.STRAGGLER.alternatives(), "none")
          .example("none|any:10x@5%")
          .of(COMPARE, SIMULATE)
          .in(
              RUN,
              "Workers made slow on purpose: 0:3x (lane 0, always), any:10x@5% (each lane, 5% of its"
                  + " steps), any:10x@5%*40 (in stretches of 40 steps), several with commas, or none; scenarios with | between them.");

  static final Setting<Long> SEED =
      a("seed", Kind.bigWhole(0, Long.MAX_VALUE), "1")
          .in(RUN, "Where all randomness starts: split, partitions, weights, stragglers.");

  static final Setting<Integer> SEEDS =
      a("seeds", Kind.whole(1, 1000), "1")
          .example("3")
          .of(COMPARE, SIMULATE)
          .in(RUN, "Trainings of each kind, with seeds from seed on; figures are their medians.");

  static final Setting<Optional<String>> OUT =
      a("out", Kind.text("FOLDER", "a folder that does not exist yet").orNone(), "none")
          .example("runs/first")
          .free()
          .in(RUN, "The run folder; none makes runs/JOB-TIME.");

  static final Setting<String> TOKENIZER =
      a("tokenizer", Syntaxes.TOKENIZER, "words")
          .in(DATA, "How text is cut into words; docs/corpora.md says what each does.");

  static final Setting<Integer> VOCABULARY =
      a("vocabulary", Kind.whole(10, 1_000_000), "10000")
          .in(DATA, "At most this many words; the rest are one unknown word.");

  static final Setting<Integer> MIN_COUNT =
      a("min-count", Kind.whole(1, 1_000_000), "2")
          .in(DATA, "A word of the vocabulary occurs at least this often.");

  static final Setting<Integer> WINDOW =
      a("window", Kind.whole(1, 256), "5")
          .but(TRAIN_LM)
          .in(DATA, "Words before the one to predict.");

  static final Setting<Cell> CELL =
      a("cell", Syntaxes.CELL, "lstm").in(DATA, "The network's recurrent layers.");

  static final Setting<Integer> EMBEDDING =
      a("embedding", Kind.whole(1, 4096), "64").in(DATA, "Floats that stand for a word.");

  static final Setting<Integer> HIDDEN =
      a("hidden", Kind.whole(1, 8192), "128").in(DATA, "Units of a recurrent layer.");

  static final Setting<Integer> LAYERS =
      a("layers", Kind.whole(1, 8), "1")
          .example("2")
          .in(
              DATA,
              "Recurrent layers, one on the other; with window=1 nothing recurs, and simple-rnn is a"
                  + " feed-forward network of so many layers.");

  static final Setting<Optional<Double>> DROPOUT =
      a("dropout", Kind.above("0", "0.9").orNone(), "none")
          .example("0.2")
          .in(
              DATA,
              "Share of what recurrent layers and the softmax read that a step leaves out at"
                  + " random.");

  static final Setting<Double> VALIDATION =
      a("validation", Kind.above("0", "0.5"), "0.02")
          .in(DATA, "Share of the records that is kept for validation and never trained on.");

  static final Setting<Integer> BATCH =
      a("batch", Kind.whole(1, 65_536), "64").in(LEARNING, "Samples of one worker's step.");

  static final Setting<String> OPTIMISER =
      a("optimiser", Syntaxes.OPTIMISER, "adam")
          .of(TRAIN_NEXT_WORD)
          .in(
              LEARNING,
              "The server's optimiser: sgd, momentum, adagrad or adam, its own numbers after a"
                  + " colon.");

  static final Setting<List<String>> OPTIMISERS =
      a("optimiser", Syntaxes.OPTIMISER.alternatives(), "adam")
          .example("momentum:0.5|momentum:0.9")
          .of(COMPARE, SIMULATE)
          .in(
              LEARNING,
              "The server's optimiser: sgd, momentum, adagrad or adam, its own numbers after a colon;"
                  + " with | between them, several to choose the best of.");

  static final Setting<Double> RATE =
      a("rate", Rates.ONE, "0.002")
          .of(TRAIN_NEXT_WORD)
          .in(LEARNING, "The learning rate that the schedule starts from.");

  static final Setting<Rates> RATES =
      a("rate", Rates.KIND, "0.002")
          .example("0.002|0.004,asp=0.001|0.002")
          .of(COMPARE, SIMULATE)
          .in(
              LEARNING,
              "The learning rate, and after commas STRATEGY=RATE or OPTIMISER=RATE for one that has its"
                  + " own; with | between them, rates to choose the best of.");

  static final Setting<String> SCHEDULE =
      a("schedule", Syntaxes.SCHEDULE, "constant")
          .in(LEARNING, "How the rate changes with the share of the budget that is done.");

  static final Setting<String> RATE_SCALING =
      a("rate-scaling", Kind.choice("none", "linear"), "none")
          .in(LEARNING, "linear multiplies the rate by the workers an update averages.");

  static final Setting<String> CLIP =
      a("clip", Syntaxes.CLIP, "none")
          .example("norm:5")
          .in(
              LEARNING,
              "Limit of a worker's mean gradient: norm:X (its length), value:X (each number) or"
                  + " none.");

  static final Setting<String> CODEC =
      a("codec", Syntaxes.CODEC, "float32")
          .example("topk:0.001")
          .in(LEARNING, "How what workers push travels; docs/codecs.md says what each does.");

  static final Setting<Integer> SHARDS =
      a("shards", Kind.whole(1, 256), "2")
          .in(LEARNING, "Parts that the parameters are cut into, each with its thread.");

  static final Setting<Integer> EVALUATIONS =
      a("evaluations", Kind.whole(1, 10_000), "20")
          .in(KEEPING, "Evaluations on the validation split, spread evenly over the budget.");

  static final Setting<Optional<Long>> CHECKPOINT_EVERY =
      a("checkpoint-every", Kind.bigWhole(1, Long.MAX_VALUE).orNone(), "none")
          .example("500000")
          .of(TRAIN_NEXT_WORD, COMPARE)
          .free()
          .in(KEEPING, "Samples between checkpoints; none leaves one when the run is stopped.");

  static final Setting<Integer> KEEP_CHECKPOINTS =
      a("keep-checkpoints", Kind.whole(1, 1000), "2")
          .of(TRAIN_NEXT_WORD, COMPARE)
          .free()
          .in(KEEPING, "Checkpoints that stay; older ones are deleted.");

  static final Setting<String> ON_DIVERGENCE =
      a("on-divergence", Kind.choice("stop", "lower", "ignore"), "stop")
          .free()
          .in(
              KEEPING,
              "What becomes of a training that diverges: stop ends it and says why, lower goes back to"
                  + " a checkpoint of before and halves the rate, ignore goes on.");

  static final Setting<Double> DIVERGENCE_BOUND =
      a("divergence-bound", Kind.above("0", "1000"), "2")
          .free()
          .in(
              KEEPING,
              "Nats by which the mean training loss rises above the best so far when a training has"
                  + " diverged.");

  static final Setting<Boolean> TENSORBOARD =
      a("tensorboard", Kind.SWITCH, "off")
          .of(TRAIN_NEXT_WORD, COMPARE, SIMULATE)
          .free()
          .in(
              KEEPING,
              "on writes event files into the run folder's tensorboard, for TensorBoard to show;"
                  + " docs/dashboards.md.");

  static final Setting<Optional<Integer>> PAGE_PORT =
      a("page-port", Kind.whole(0, 65_535).orNone(), "0")
          .example("8088")
          .of(TRAIN_NEXT_WORD, COMPARE, SIMULATE)
          .free()
          .in(
              KEEPING,
              "The port of loopback with the live page, a browser's view of the run; 0 is any free,"
                  + " none is no page. docs/live-page.md.");

  static final Setting<Step> STEP_TIME =
      a("step-time", SimulatedSyntaxes.STEP, "lognormal:0.2")
          .example("from:runs/first")
          .of(SIMULATE)
          .in(
              SIMULATION,
              "CPU time of a step: constant:TIME; lognormal:SIGMA:TIME, where TIME is the median,"
                  + " 100ms if it is left away; or from:RUN, drawn from the steps of that run.");

  static final Setting<Integer> MACHINES =
      a("machines", Kind.whole(1, 1024), "1")
          .of(SIMULATE)
          .in(
              SIMULATION,
              "Machines that workers are dealt over. One has the shards too; beside several there is"
                  + " one more for these.");

  static final Setting<Optional<Integer>> CORES =
      a("cores", Kind.whole(1, 1024).orNone(), "none")
          .example("2")
          .of(SIMULATE)
          .in(
              SIMULATION,
              "Cores of a machine, on which its workers and shards take turns; none is a core for"
                  + " each.");

  static final Setting<Long> LATENCY =
      a("latency", SimulatedSyntaxes.TIME, "500us")
          .of(SIMULATE)
          .in(SIMULATION, "Time of a message between a worker and a shard, beside its bytes'.");

  static final Setting<Optional<Double>> BANDWIDTH =
      a("bandwidth", SimulatedSyntaxes.BANDWIDTH.orNone(), "10Gbit")
          .of(SIMULATE)
          .in(SIMULATION, "Of each shard's line in and line out, per second; none has no limit.");

  static final Setting<OptionalDouble> SERVER_SPEED =
      a("server-speed", SimulatedSyntaxes.SPEED, "auto")
          .example("5")
          .of(SIMULATE)
          .in(
              SIMULATION,
              "Gigabytes a second that a core moves of what shards read and write; none takes no"
                  + " time; auto is as in the run of step-time=from:RUN, and else none.");

  static final Setting<OptionalLong> EVALUATION_TIME =
      a("evaluation-time", SimulatedSyntaxes.EVALUATION, "auto")
          .example("800ms")
          .of(SIMULATE)
          .in(
              SIMULATION,
              "CPU time of an evaluation, beside the training; none takes no time; auto is as in the"
                  + " run of step-time=from:RUN, and else none.");

  private Catalogue() {}

  /** The settings of {@code job}, in the order of declaration. */
  public static List<Setting<?>> of(JobName job) {
    return all().stream().filter(s -> s.jobs().contains(job)).toList();
  }

  static List<Setting<?>> all() {
    return Stream.of(
            ALL,
            WordCatalogue.ALL,
            CorpusCatalogue.ALL,
            LanguageModelCatalogue.ALL,
            ClusterCatalogue.ALL,
            GoCatalogue.ALL,
            GoTrainingCatalogue.ALL)
        .flatMap(List::stream)
        .toList();
  }

  private static <T> Declaration<T> a(String key, Kind<T> kind, String fallback) {
    return new Declaration<>(ALL, key, kind, fallback);
  }
}
