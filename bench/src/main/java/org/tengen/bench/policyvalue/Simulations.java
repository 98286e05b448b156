package org.tengen.bench.policyvalue;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.tengen.bench.head.StepTimes;
import org.tengen.go.Game;
import org.tengen.go.Rules;
import org.tengen.go.planes.Evaluator;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.puct.PuctSettings;
import org.tengen.go.puct.RootSettings;
import org.tengen.go.selfplay.Interleaved;
import org.tengen.go.selfplay.SelfPlayGame;
import org.tengen.go.selfplay.SelfPlaySettings;
import org.tengen.go.selfplay.SelfPlaySettings.Cap;
import org.tengen.go.selfplay.SelfPlaySettings.Drawing;
import org.tengen.go.selfplay.SelfPlaySettings.Resignation;
import org.tengen.models.Engine;
import org.tengen.models.onnx.OnnxEvaluator;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.worker.play.NetworkEvaluator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Positions of self-play a second on one thread, by how many games are played at a time: with an
 * evaluator that costs nothing, so that what is left is the search's own work, and with a network
 * on ONNX Runtime.
 */
@Command(
    name = "simulations",
    description = "Positions that self-play searches in a second.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class Simulations implements Callable<Integer> {
  private static final Rules RULES = Rules.TROMP_TAYLOR;

  @Spec private CommandSpec spec;

  @Option(names = "--networks", split = ",", description = "SIDExSIDE:BLOCKSxFILTERS")
  private List<String> networks = List.of("9x9:6x64");

  @Option(names = "--games", split = ",", description = "games at a time")
  private List<Integer> games = List.of(1, 8, 32, 64);

  @Option(names = "--simulations", description = "for a move")
  private int simulations = 200;

  @Option(names = "--turns", description = "of each; the first is not counted")
  private int turns = 6;

  @Option(names = "--positions", description = "of one turn with a network, at least")
  private int positions = 4096;

  @Option(names = "--free-positions", description = "of one turn without, at least")
  private int freePositions = 65_536;

  /** Runs it with the command line's options. */
  public static void main(String[] arguments) {
    // the native side's settings come before the first ND4J class
    Engine.load();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Simulations());
  }

  @Override
  public Integer call() {
    for (Shape shape : shapes()) {
      measure(shape);
    }
    return 0;
  }

  private List<Shape> shapes() {
    try {
      if (turns < 2
          || positions < 1
          || freePositions < 1
          || simulations < 1
          || Collections.min(games) < 1) {
        throw new IllegalArgumentException(
            "--turns=%d --positions=%d --free-positions=%d --simulations=%d --games=%s: expected 2"
                    .formatted(turns, positions, freePositions, simulations, games)
                + " turns, and 1 or more of the others");
      }
      return networks.stream().map(Shape::of).toList();
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
    }
  }

  private void measure(Shape shape) {
    print("%s, %d simulations a move, load %.1f%n", shape.label(), simulations, load());
    print("  positions a second: median (minimum .. maximum of %d turns)%n", turns - 1);
    try (NetworkEvaluator network = new NetworkEvaluator(OnnxEvaluator.of(model(shape), 1))) {
      Evaluator free = new Free(network.input());
      for (int atATime : games) {
        measure("nothing evaluated", free, atATime, freePositions);
      }
      for (int atATime : games) {
        measure("ONNX Runtime", network, atATime, positions);
      }
    }
    print("  load %.1f%n", load());
  }

  private static byte[] model(Shape shape) {
    try (PolicyValueReplica replica = Engine.load().policyValue(shape.settings())) {
      float[] parameters = new float[replica.length()];
      replica.parameters().get(0, parameters);
      return Engine.load().onnx(shape.settings(), parameters);
    }
  }

  private void measure(String name, Evaluator evaluator, int atATime, int wanted) {
    StepTimes each = new StepTimes();
    double perCall = 0;
    double elsewhere = 0;
    for (int turn = 0; turn < turns; turn++) {
      Timed timed = new Timed(evaluator);
      Interleaved interleaved = new Interleaved(timed, atATime);
      long started = System.nanoTime();
      play(interleaved, evaluator.input(), wanted);
      double ns = System.nanoTime() - started;
      if (turn > 0) {
        each.add(ns / interleaved.positions());
        perCall = (double) interleaved.positions() / interleaved.calls();
        elsewhere = 1 - timed.ns / ns;
      }
    }
    print(
        "  %-17s %3d games at a time: %.0f (%.0f .. %.0f), %.1f a call, %.0f %% of the time in the"
            + " search%n",
        name,
        atATime,
        1e9 / each.median(),
        1e9 / each.maximum(),
        1e9 / each.minimum(),
        perCall,
        100 * elsewhere);
  }

  private void play(Interleaved interleaved, InputPlanes input, int wanted) {
    SelfPlaySettings settings =
        new SelfPlaySettings(
            PuctSettings.DEFAULT,
            RootSettings.exploring(simulations),
            Cap.NONE,
            new Drawing(input.size().columns(), 1),
            Resignation.NEVER);
    interleaved.play(
        IntStream.iterate(0, number -> number + 1)
            .mapToObj(
                number ->
                    new SelfPlayGame(
                        number,
                        new Game(input.size(), RULES),
                        input,
                        settings,
                        SelfPlayGame.seed(1, 1, number)))
            .iterator(),
        game -> {},
        () -> interleaved.positions() >= wanted);
  }

  /** Says the same of every position: all moves alike, and nobody ahead. */
  private record Free(InputPlanes input) implements Evaluator {
    @Override
    public void evaluate(int asked, float[] planes, float[] policies, float[] values) {
      Arrays.fill(policies, 0, asked * input.moves(), 1f / input.moves());
      Arrays.fill(values, 0, asked, 0);
    }
  }

  /** Measures how long evaluations take. */
  private static final class Timed implements Evaluator {
    private final Evaluator evaluator;
    private long ns;

    Timed(Evaluator evaluator) {
      this.evaluator = evaluator;
    }

    @Override
    public InputPlanes input() {
      return evaluator.input();
    }

    @Override
    public void evaluate(int asked, float[] planes, float[] policies, float[] values) {
      long started = System.nanoTime();
      evaluator.evaluate(asked, planes, policies, values);
      ns += System.nanoTime() - started;
    }
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
