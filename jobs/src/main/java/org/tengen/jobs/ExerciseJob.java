package org.tengen.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.exercise.ExerciseTraining;
import org.tengen.driver.exercise.ExerciseTraining.Point;
import org.tengen.driver.launch.SparkStart;
import org.tengen.driver.run.RunFolder;
import org.tengen.jobs.exercise.Compared;
import org.tengen.jobs.exercise.Sheet;
import org.tengen.jobs.settings.Suggestion;
import org.tengen.models.dl4j.exercise.Exercise;
import org.tengen.ps.strategy.Strategy;
import org.tengen.web.report.PlotPage;

/**
 * {@code tengen exercise NAME}: trains small networks through the parameter server, one after the
 * other, and leaves a page that compares them.
 */
final class ExerciseJob {
  private static final String PAGE = "exercise.html";
  private static final String FIGURES = "figures.csv";
  private static final int MEASUREMENTS = 40;
  private static final int MOST_WORKERS = 64;

  /** One for each measurement. */
  private static final int FEWEST_STEPS = MEASUREMENTS;

  private final Terminal terminal;
  private final Function<Runnable, BooleanSupplier> stops;

  /**
   * What is asked for.
   *
   * @param strategy as {@link Strategy#parse} reads it
   * @param steps of each worker; empty for as many as the exercise has
   * @param out the run folder; empty for one named by the time
   */
  record Order(
      String name,
      int workers,
      Strategy strategy,
      Optional<Integer> steps,
      long seed,
      Optional<String> out) {
    /** Reads the flags' texts. */
    static Order of(
        String name,
        String workers,
        String strategy,
        Optional<String> steps,
        String seed,
        Optional<String> out) {
      if (!workers.matches("\\d{1,2}")
          || Integer.parseInt(workers) < 1
          || Integer.parseInt(workers) > MOST_WORKERS) {
        throw new WrongSetting(
            "workers=%s: expected a whole number from 1 to %d (flag --workers)"
                .formatted(workers, MOST_WORKERS));
      }
      if (!seed.matches("\\d{1,18}")) {
        throw new WrongSetting(
            "seed=" + seed + ": expected a whole number of 0 or more (flag --seed)");
      }
      int lanes = Integer.parseInt(workers);
      return new Order(
          name,
          lanes,
          strategy(strategy, lanes),
          steps.map(Order::steps),
          Long.parseLong(seed),
          out);
    }

    private static int steps(String text) {
      if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < FEWEST_STEPS) {
        throw new WrongSetting(
            "steps=%s: expected a whole number from %d to 999999 (flag --steps)"
                .formatted(text, FEWEST_STEPS));
      }
      return Integer.parseInt(text);
    }

    private static Strategy strategy(String text, int workers) {
      try {
        Strategy strategy = Strategy.parse(text);
        strategy.gathering().pushes(workers);
        return strategy;
      } catch (IllegalArgumentException e) {
        throw new WrongSetting(e.getMessage() + " (flag --strategy)", e);
      }
    }
  }

  /**
   * The job in this process.
   *
   * @param stops given what to do when somebody first asks to stop, says whether somebody has
   */
  ExerciseJob(Terminal terminal, Function<Runnable, BooleanSupplier> stops) {
    this.terminal = terminal;
    this.stops = stops;
  }

  int run(Order order) throws IOException, InterruptedException {
    Sheet<?> sheet = sheet(order.name());
    BooleanSupplier stop = stops.apply(() -> terminal.err().println("stopping"));
    RunFolder folder = RunFolders.fresh("exercise-" + sheet.name(), order.out());
    terminal.say(
        "tengen exercise: %s, %s, %d workers, seed %d"
            .formatted(sheet.name(), order.strategy().name(), order.workers(), order.seed()));
    terminal.say("run folder: " + folder.place());
    try (JavaSparkContext spark =
        SparkStart.start("tengen exercise " + sheet.name(), order.workers())) {
      return train(sheet, spark, order, folder, stop);
    }
  }

  private static Sheet<?> sheet(String name) {
    List<String> names = Sheet.all().stream().map(Sheet::name).toList();
    return Sheet.all().stream()
        .filter(sheet -> sheet.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongSetting(
                    "NAME=%s: expected %s%s"
                        .formatted(name, String.join(", ", names), Suggestion.tail(name, names))));
  }

  private <E extends Exercise> int train(
      Sheet<E> sheet, JavaSparkContext spark, Order order, RunFolder folder, BooleanSupplier stop)
      throws IOException, InterruptedException {
    ExerciseTraining training =
        new ExerciseTraining(
            spark,
            new ExerciseTraining.Settings(
                order.workers(),
                order.strategy(),
                order.steps().orElse(sheet.steps()),
                MEASUREMENTS,
                sheet.rate(),
                order.seed()));
    List<Compared<E>> all = new ArrayList<>();
    for (E network : sheet.networks(order.seed())) {
      ExerciseTraining.Trained trained = training.train(network, stop);
      if (trained.curve().isEmpty()) {
        terminal.err().println("stopped: an exercise is begun anew");
        return ExitCode.FAILED;
      }
      Compared<E> compared = new Compared<>(network.name(), network, trained);
      all.add(compared);
      save(folder, compared);
      terminal.say(
          String.format(
              Locale.ROOT, "%-12s %s: %.4g", network.name(), sheet.measured(), compared.last()));
    }
    PlotPage page = sheet.page(all);
    page.pictures().forEach(folder::write);
    folder.write(FIGURES, figures(all));
    folder.write(PAGE, page.html());
    terminal.say("page: " + folder.place() + "/" + PAGE);
    return ExitCode.DONE;
  }

  /** Each network as Deeplearning4j's own zip. */
  private static <E extends Exercise> void save(RunFolder folder, Compared<E> compared)
      throws IOException {
    String name = compared.name().replaceAll("[^a-z0-9]+", "-");
    try (OutputStream out = folder.store().create("network-" + name + ".zip")) {
      compared.exercise().save(compared.trained().last(), out);
    }
  }

  private static <E extends Exercise> String figures(List<Compared<E>> all) {
    StringBuilder csv = new StringBuilder("network,examples,value\n");
    for (Compared<E> each : all) {
      for (Point point : each.trained().curve()) {
        csv.append("%s,%d,%s\n".formatted(each.name(), point.examples(), point.value()));
      }
    }
    return csv.toString();
  }
}
