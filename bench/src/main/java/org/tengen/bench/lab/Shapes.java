package org.tengen.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.StrategyRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Do the trainings of a plan of docs/benchmarks/literature.md agree with their paper? Prints all of
 * them, and the predicate with the figures that decide, as Markdown.
 */
@Command(
    name = "shapes",
    mixinStandardHelpOptions = true,
    description = "Says whether a plan's trainings agree with the paper that it is about.")
public final class Shapes implements Callable<Integer> {
  @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
  private Shape shape = Shape.DAI;

  @Parameters(index = "1..*", arity = "1..*", description = "the plan's run folders")
  private List<Path> runs = List.of();

  @Option(names = "--svg", description = "a file for the picture")
  private @Nullable Path svg;

  @Spec private @Nullable CommandSpec spec;

  Shapes() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Shapes()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws IOException {
    for (Path run : runs) {
      if (!Files.isRegularFile(run.resolve(ResultJson.FILE))) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "%s has no %s; expected the folder of an ended run".formatted(run, ResultJson.FILE));
      }
    }
    Plan plan = Plan.read(runs);
    Finding finding = shape.of(plan);
    System.out.print(markdown(plan, finding));
    System.out.flush();
    if (svg != null) {
      Files.writeString(svg, Plots.svg(finding.plot()));
    }
    return 0;
  }

  private String markdown(Plan plan, Finding finding) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(finding.agrees() ? "Agrees" : "Falls short").append(".**\n\n");
    for (Finding.Condition condition : finding.conditions()) {
      text.append("- ").append(condition.holds() ? "holds: " : "does not hold: ");
      text.append(condition.words()).append('\n');
    }
    finding.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    for (String edge : finding.edges()) {
      text.append("- edge: ").append(edge).append('\n');
    }
    text.append("\n| layers | workers | strategy | optimiser | staleness | rate: median of ");
    text.append(shape.figureName()).append(" | by seed at the best rate |\n");
    text.append("|---:|---:|:---|:---|---:|:---|:---|\n");
    ToDoubleFunction<StrategyRun> figure = shape.figure(plan);
    plan.arms().forEach(arm -> text.append(row(plan, arm, figure)));
    return text.toString();
  }

  private String row(Plan plan, Arm arm, ToDoubleFunction<StrategyRun> figure) {
    Plan.Best best = plan.best(arm, figure);
    List<String> rates = new ArrayList<>();
    plan.rates(arm)
        .forEach(
            (rate, of) -> {
              String text = Plan.rateText(rate) + ": " + number(Plan.median(of, figure));
              rates.add(rate == best.rate() ? "**" + text + "**" : text);
            });
    return String.format(
        Locale.ROOT,
        "| %d | %d | %s | %s | %.1f | %s | %s |%n",
        arm.layers(),
        arm.workers(),
        arm.strategy(),
        arm.optimiser(),
        Plan.median(best.runs(), run -> run.staleness().mean()),
        String.join(", ", rates),
        best.runs().stream()
            .map(run -> number(figure.applyAsDouble(run)))
            .collect(Collectors.joining(", ")));
  }

  private String number(double figure) {
    return Double.isFinite(figure) ? String.format(Locale.ROOT, "%.1f", figure) : shape.infinite();
  }
}
