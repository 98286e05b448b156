package org.tengen.bench.recurrent;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tengen.bench.head.Sizes;
import org.tengen.bench.head.StepTimes;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings.Cell;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A recurrent language model's training step, loss and gradient, beside PyTorch's. Exits 1 when the
 * gradients differ.
 */
@Command(
    name = "step",
    description = "A recurrent language model's step beside PyTorch's.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class Step implements Callable<Integer> {
  /** The most that two gradients may differ, relative to their norm. */
  private static final double LIMIT = 1e-5;

  private static final double GOAL = 0.8;

  @Spec private CommandSpec spec;

  @Option(names = "--cells", split = ",", description = "lstm, gru")
  private List<String> cells = List.of("lstm", "gru");

  @Option(names = "--vocabulary", description = "words")
  private int vocabulary = 10_000;

  @Option(names = "--embedding", description = "floats a word")
  private int embedding = 128;

  @Option(names = "--hidden", description = "units of the layer")
  private int hidden = 256;

  @Option(names = "--batch", description = "texts side by side")
  private int batch = 32;

  @Option(names = "--time", description = "words of each in a step")
  private int time = 32;

  @Option(names = "--turns", description = "of each; the first is not counted")
  private int turns = 7;

  @Option(names = "--steps", description = "of one turn")
  private int steps = 10;

  @Option(names = "--python", description = "the interpreter that has PyTorch")
  private String python = "/usr/bin/python3";

  /** Runs it with the command line's options. */
  public static void main(String[] arguments) {
    // the native side's settings come before the first ND4J class
    Engine.load();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Step());
  }

  @Override
  public Integer call() throws IOException {
    boolean equal = true;
    for (Problem problem : problems()) {
      equal &= compare(problem);
    }
    return equal ? 0 : 1;
  }

  private List<Problem> problems() {
    try {
      if (turns < 2 || steps < 1) {
        throw new IllegalArgumentException(
            "--turns=" + turns + " --steps=" + steps + ": expected 2 turns and 1 step or more");
      }
      Sizes sizes = new Sizes(vocabulary, embedding, hidden, batch, time);
      return cells.stream().map(cell -> new Problem(cell(cell), sizes)).toList();
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
    }
  }

  private static Cell cell(String label) {
    if (!label.equals("lstm") && !label.equals("gru")) {
      throw new IllegalArgumentException("--cells=" + label + ": expected lstm or gru");
    }
    return Cell.of(label);
  }

  /** What a contender's counted steps took. */
  private record Times(StepTimes wall, StepTimes processor) {}

  private boolean compare(Problem problem) throws IOException {
    print("%s, load %.1f%n", problem.cell().label(), load());
    List<Contender> contenders = new ArrayList<>();
    try {
      Ours ours = new Ours(problem);
      contenders.add(ours);
      Torch.start(
              python,
              problem,
              ours.parameters(),
              why -> print("  PyTorch is left out: %s: %s%n", python, why))
          .ifPresent(contenders::add);
      boolean equal = compareGradients(contenders);
      Map<Contender, Times> times = new LinkedHashMap<>();
      contenders.forEach(c -> times.put(c, new Times(new StepTimes(), new StepTimes())));
      for (int turn = 0; turn < turns; turn++) {
        turn(turn, times);
      }
      printTimes(times);
      return equal;
    } finally {
      for (Contender contender : contenders) {
        contender.close();
      }
    }
  }

  private boolean compareGradients(List<Contender> contenders) throws IOException {
    if (contenders.size() < 2) {
      return true;
    }
    Contender.Gradient ours = contenders.get(0).gradient();
    Contender.Gradient theirs = contenders.get(1).gradient();
    double difference = difference(ours.values(), theirs.values());
    print(
        "  loss a word %.6f and %.6f; gradients' relative difference %.2e%s%n",
        ours.loss(), theirs.loss(), difference, difference <= LIMIT ? "" : ": THEY DIFFER");
    return difference <= LIMIT;
  }

  /** The norm of the difference over that of {@code theirs}; infinite for different lengths. */
  static double difference(float[] ours, float[] theirs) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < Math.min(ours.length, theirs.length); i++) {
      difference += Math.pow((double) ours[i] - theirs[i], 2);
      norm += (double) theirs[i] * theirs[i];
    }
    return ours.length == theirs.length ? Math.sqrt(difference / norm) : Double.POSITIVE_INFINITY;
  }

  /** One turn of every contender; who begins changes from turn to turn. */
  private void turn(int turn, Map<Contender, Times> times) throws IOException {
    List<Contender> order = new ArrayList<>(times.keySet());
    Collections.rotate(order, -turn);
    print("  turn %d%s, ms a step:", turn, turn == 0 ? " (not counted)" : "");
    for (Contender contender : order) {
      Contender.Took took = contender.steps(steps);
      StepTimes wall = new StepTimes();
      for (double ms : took.wall()) {
        wall.add(ms);
      }
      print(" %s %.1f;", contender.label(), wall.median());
      Times counted = times.get(contender);
      if (turn > 0 && counted != null) {
        counted.wall.addAll(wall);
        for (double ms : took.processor()) {
          counted.processor.add(ms);
        }
      }
    }
    print("%n");
  }

  private void printTimes(Map<Contender, Times> times) {
    print("  ms a step: median (minimum .. maximum), processor time alike%n");
    times.forEach(
        (contender, took) ->
            print(
                "    %-16s %s of %d steps, %s%n",
                contender.label(), spread(took.wall), took.wall.count(), spread(took.processor)));
    if (times.size() == 2) {
      List<Times> both = List.copyOf(times.values());
      print(
          "  Tengen takes %.3f of PyTorch's time, %.3f of its processor time; goal: at most %.1f%n",
          both.get(0).wall.median() / both.get(1).wall.median(),
          both.get(0).processor.median() / both.get(1).processor.median(),
          GOAL);
    }
    print("  load %.1f%n", load());
  }

  private static String spread(StepTimes times) {
    return String.format(
        Locale.ROOT, "%.1f (%.1f .. %.1f)", times.median(), times.minimum(), times.maximum());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private void print(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, format, values);
    out.flush();
  }
}
