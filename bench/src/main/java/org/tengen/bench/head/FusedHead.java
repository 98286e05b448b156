package org.tengen.bench.head;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.tengen.models.Engine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A language model's training step, gradient and updater together, under Deeplearning4j's output
 * layer and under ours. Exits 1 when the gradients differ.
 */
@Command(
    name = "fused-head",
    description = "A language model's step under our softmax head and under Deeplearning4j's.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class FusedHead implements Callable<Integer> {
  /** The most that two gradients may differ, relative to their norm. */
  private static final double LIMIT = 1e-5;

  private static final double GOAL = 0.45;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Spec private CommandSpec spec;

  @Option(names = "--vocabulary", description = "words")
  private int vocabulary = 10_000;

  @Option(names = "--embedding", description = "floats a word")
  private int embedding = 128;

  @Option(names = "--hidden", description = "units of the LSTM")
  private int hidden = 256;

  @Option(names = "--batch", description = "sequences of a step")
  private int batch = 32;

  @Option(names = "--time", description = "words of a sequence")
  private int time = 32;

  @Option(names = "--turns", description = "of each; the first is not counted")
  private int turns = 7;

  @Option(names = "--steps", description = "of one turn")
  private int steps = 5;

  @Option(names = "--updater", description = "${COMPLETION-CANDIDATES}")
  private Updater updater = Updater.SGD;

  @Option(names = "--cache", description = "Deeplearning4j's cache mode: ${COMPLETION-CANDIDATES}")
  private CacheMode cache = CacheMode.NONE;

  /** The optimiser that follows the gradient. */
  enum Updater {
    SGD,
    ADAM;

    IUpdater settings() {
      return this == SGD ? new Sgd(0.01) : new Adam(0.001);
    }
  }

  /** Runs it with the command line's options. */
  public static void main(String[] arguments) {
    // the native side's settings come before the first ND4J class
    Engine.load();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new FusedHead()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** A contender's network with its batch, and what its counted steps took. */
  private record Entry(
      MultiLayerNetwork network, DataSet batch, StepTimes wall, StepTimes processor) {}

  @Override
  public Integer call() {
    Map<Contender, Entry> entries = enter(model());
    boolean equal = compareGradients(entries);
    for (int turn = 0; turn < turns; turn++) {
      turn(turn, entries);
    }
    printTimes(entries);
    entries.values().forEach(entry -> entry.network.close());
    return equal ? 0 : 1;
  }

  private LanguageModel model() {
    try {
      Sizes sizes = new Sizes(vocabulary, embedding, hidden, batch, time);
      if (turns < 2 || steps < 1) {
        throw new IllegalArgumentException(
            "--turns=" + turns + " --steps=" + steps + ": expected 2 turns and 1 step or more");
      }
      return new LanguageModel(sizes, updater.settings(), cache);
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
    }
  }

  /** All contenders, at the weights of the first. */
  private static Map<Contender, Entry> enter(LanguageModel model) {
    Map<Contender, Entry> entries = new EnumMap<>(Contender.class);
    @Nullable INDArray weights = null;
    for (Contender contender : Contender.values()) {
      MultiLayerNetwork network = model.network(contender);
      if (weights == null) {
        weights = network.params().dup();
      }
      network.setParams(weights);
      entries.put(
          contender, new Entry(network, model.batch(contender), new StepTimes(), new StepTimes()));
    }
    return entries;
  }

  /** Each contender's gradient beside those of Deeplearning4j's layers. */
  private boolean compareGradients(Map<Contender, Entry> entries) {
    Map<Contender, Gradients> gradients = new EnumMap<>(Contender.class);
    entries.forEach(
        (contender, entry) -> gradients.put(contender, Gradients.of(entry.network, entry.batch)));
    print("gradients: relative difference of the parameter that differs most%n");
    boolean equal = true;
    for (Contender theirs : List.of(Contender.ONE_HOT, Contender.SPARSE)) {
      Gradients reference = Objects.requireNonNull(gradients.get(theirs));
      for (Contender other : Contender.values()) {
        if (other.compareTo(theirs) > 0) {
          Gradients compared = Objects.requireNonNull(gradients.get(other));
          double difference = compared.farthestFrom(reference);
          equal &= !other.ours() || difference <= LIMIT;
          print("  %-22s against %-22s %.2e%n", other.label(), theirs.label(), difference);
        }
      }
    }
    print(equal ? "  ours are equal to %.0e%n" : "  OURS DIFFER by more than %.0e%n", LIMIT);
    return equal;
  }

  /** One turn of every contender; who begins changes from turn to turn. */
  private void turn(int turn, Map<Contender, Entry> entries) {
    List<Contender> order = new ArrayList<>(entries.keySet());
    Collections.rotate(order, -turn);
    print("turn %d%s, ms a step:", turn, turn == 0 ? " (not counted)" : "");
    for (Contender contender : order) {
      Entry entry = Objects.requireNonNull(entries.get(contender));
      StepTimes wall = new StepTimes();
      StepTimes processor = new StepTimes();
      for (int step = 0; step < steps; step++) {
        long started = System.nanoTime();
        long startedOnProcessor = THREADS.getCurrentThreadCpuTime();
        entry.network.fit(entry.batch);
        processor.add((THREADS.getCurrentThreadCpuTime() - startedOnProcessor) / 1e6);
        wall.add((System.nanoTime() - started) / 1e6);
      }
      print(" %s %.1f;", contender.label(), wall.median());
      if (turn > 0) {
        entry.wall.addAll(wall);
        entry.processor.addAll(processor);
      }
    }
    print("%n");
  }

  private void printTimes(Map<Contender, Entry> entries) {
    print(
        "%nms a step, %s, cache mode %s: median (minimum .. maximum), processor time%n",
        updater, cache);
    entries.forEach(
        (contender, entry) ->
            print(
                "  %-22s %9.2f (%.2f .. %.2f) of %d steps, %.2f%n",
                contender.label(),
                entry.wall.median(),
                entry.wall.minimum(),
                entry.wall.maximum(),
                entry.wall.count(),
                entry.processor.median()));
    print("%nratio of medians, of processor times%n");
    for (Contender ours : List.of(Contender.HEAD, Contender.HEAD_AND_LSTM)) {
      for (Contender theirs : List.of(Contender.ONE_HOT, Contender.SPARSE)) {
        Entry over = Objects.requireNonNull(entries.get(ours));
        Entry under = Objects.requireNonNull(entries.get(theirs));
        print(
            "  %-22s over %-22s %.3f, %.3f%n",
            ours.label(),
            theirs.label(),
            over.wall.median() / under.wall.median(),
            over.processor.median() / under.processor.median());
      }
    }
    print("  goal: fused head at most %.2f over the faster of Deeplearning4j's%n", GOAL);
  }

  private void print(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, format, values);
    out.flush();
  }
}
