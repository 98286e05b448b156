package org.tengen.bench.policyvalue;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tengen.bench.head.StepTimes;
import org.tengen.models.Engine;
import org.tengen.models.onnx.OnnxEvaluator;
import org.tengen.models.policyvalue.PolicyValueBatch;
import org.tengen.models.policyvalue.PolicyValueEvaluator;
import org.tengen.models.policyvalue.PolicyValueOutputs;
import org.tengen.models.policyvalue.PolicyValueReplica;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Positions a second by batch size, of the engine and of ONNX Runtime on the file that it exports,
 * one thread each; and what the engine's training step takes. Exits 1 when the two disagree.
 */
@Command(
    name = "evaluations",
    description = "A policy-value network on its engine and on ONNX Runtime.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class Evaluations implements Callable<Integer> {
  /** The most that two chances or values may differ. */
  private static final double LIMIT = 1e-4;

  @Spec private CommandSpec spec;

  @Option(names = "--networks", split = ",", description = "SIDExSIDE:BLOCKSxFILTERS")
  private List<String> networks = List.of("5x5:4x32", "9x9:6x64");

  @Option(names = "--batches", split = ",", description = "positions of an evaluation")
  private List<Integer> batches = List.of(1, 8, 32, 64, 128);

  @Option(names = "--train", description = "samples of a training step; 0 leaves it out")
  private int train = 64;

  @Option(names = "--turns", description = "of each; the first is not counted")
  private int turns = 7;

  @Option(names = "--positions", description = "of one turn, about")
  private int positions = 512;

  /** Runs it with the command line's options. */
  public static void main(String[] arguments) {
    // the native side's settings come before the first ND4J class
    Engine.load();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Evaluations());
  }

  @Override
  public Integer call() {
    boolean equal = true;
    for (Shape shape : shapes()) {
      equal &= compare(shape);
    }
    return equal ? 0 : 1;
  }

  private List<Shape> shapes() {
    try {
      if (turns < 2 || positions < 1 || train < 0 || Collections.min(batches) < 1) {
        throw new IllegalArgumentException(
            "--turns=%d --positions=%d --train=%d --batches=%s: expected 2 turns, 1 position, 0"
                    .formatted(turns, positions, train, batches)
                + " samples and batches of 1 or more");
      }
      return networks.stream().map(Shape::of).toList();
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
    }
  }

  private boolean compare(Shape shape) {
    print("%s, load %.1f%n", shape.label(), load());
    try (PolicyValueReplica replica = Engine.load().policyValue(shape.settings())) {
      float[] parameters = new float[replica.length()];
      replica.parameters().get(0, parameters);
      byte[] model = Engine.load().onnx(shape.settings(), parameters);
      boolean equal = true;
      try (OnnxEvaluator exported = OnnxEvaluator.of(model, 1)) {
        print("  positions a second: median (minimum .. maximum of %d turns)%n", turns - 1);
        for (int batch : batches) {
          equal &= compare(replica, exported, shape.batch(batch));
        }
      }
      if (train > 0) {
        train(replica, shape.batch(train));
      }
      print("  load %.1f%n", load());
      return equal;
    }
  }

  /** One of the two, and what its counted turns took. */
  private record Contender(String name, PolicyValueEvaluator evaluator, StepTimes times) {}

  private boolean compare(
      PolicyValueEvaluator engine, PolicyValueEvaluator runtime, PolicyValueBatch batch) {
    double apart = difference(evaluate(engine, batch), evaluate(runtime, batch));
    List<Contender> both =
        List.of(
            new Contender("Deeplearning4j", engine, new StepTimes()),
            new Contender("ONNX Runtime", runtime, new StepTimes()));
    List<Contender> order = new ArrayList<>(both);
    for (int turn = 0; turn < turns; turn++) {
      Collections.rotate(order, 1);
      for (Contender contender : order) {
        double ms = turn(contender.evaluator(), batch);
        if (turn > 0) {
          contender.times().add(ms);
        }
      }
    }
    print("  %4d  apart %.1e", batch.samples(), apart);
    both.forEach(each -> print("  %s %s", each.name(), rates(each.times(), batch.samples())));
    print("%n");
    return apart <= LIMIT;
  }

  private static PolicyValueOutputs evaluate(PolicyValueEvaluator by, PolicyValueBatch batch) {
    return by.evaluate(batch.samples(), batch.planes());
  }

  /** Ms of one evaluation, the mean of a turn. */
  private double turn(PolicyValueEvaluator evaluator, PolicyValueBatch batch) {
    int evaluations = Math.max(1, positions / batch.samples());
    long started = System.nanoTime();
    for (int i = 0; i < evaluations; i++) {
      evaluate(evaluator, batch);
    }
    return (System.nanoTime() - started) / 1e6 / evaluations;
  }

  private static String rates(StepTimes ms, int batch) {
    double each = 1000.0 * batch;
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f .. %.0f)",
        each / ms.median(),
        each / ms.maximum(),
        each / ms.minimum());
  }

  private void train(PolicyValueReplica replica, PolicyValueBatch batch) {
    StepTimes times = new StepTimes();
    for (int step = 0; step < 3 * turns; step++) {
      long started = System.nanoTime();
      replica.step(batch, step);
      if (step >= turns) {
        times.add((System.nanoTime() - started) / 1e6);
      }
    }
    print(
        "  a training step of %d samples on Deeplearning4j: %.1f ms (%.1f .. %.1f) of %d steps%n",
        batch.samples(), times.median(), times.minimum(), times.maximum(), times.count());
  }

  /** The largest difference of two chances or values. */
  static double difference(PolicyValueOutputs one, PolicyValueOutputs other) {
    return Math.max(
        difference(one.policies(), other.policies()), difference(one.values(), other.values()));
  }

  private static double difference(float[] one, float[] other) {
    double largest = one.length == other.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(one.length, other.length); i++) {
      largest = Math.max(largest, Math.abs(one[i] - other[i]));
    }
    return largest;
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
