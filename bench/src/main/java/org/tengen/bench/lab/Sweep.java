package org.tengen.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.network.NextWord;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.ps.optimiser.Clipping;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains the next-word network under each strategy at each rate with simulated workers, and prints
 * a line for each training and then two tables: each strategy at its best rate, and all at the
 * first strategy's. What it does without flags is the plan of docs/benchmarks/sweep.md.
 */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = "Every strategy over a grid of rates, with simulated workers.")
public final class Sweep implements Callable<Integer> {
  private static final NextWord NETWORK = new NextWord(NetworkSettings.Cell.LSTM, 5, 64, 128, 1, 0);

  @Option(names = "--strategies", split = ",", description = "the first is the reference")
  private List<String> strategies =
      List.of(
          "bsp",
          "bsp:backup=1",
          "ssp:3",
          "asp",
          "asp:lr/tau",
          "asp:dc",
          "softsync:4",
          "local:4",
          "easgd:4");

  @Option(names = "--rates", split = ",", description = "ascending, each the double of the last")
  private List<Float> rates = List.of(0.002f, 0.004f, 0.008f, 0.016f, 0.032f);

  @Option(names = "--extensions", description = "rates that are added at each end at the most")
  private int extensions = 3;

  @Option(names = "--validation", description = "share of the text")
  private double validation = 0.005;

  @Option(names = "--clip", description = "as the setting")
  private String clip = "none";

  @Option(names = "--threads", description = "trainings side by side; results are the same")
  private int threads = 1;

  @Option(names = "--out", description = "a file of the finished trainings, to go on from")
  private @Nullable Path out;

  @Mixin private final SetupOptions shared = new SetupOptions(16, 61_440, 4);

  private final Map<Long, TextLab> labs = new HashMap<>();

  Sweep() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    // the native side's settings come before the first ND4J class
    Engine.load();
    System.exit(new CommandLine(new Sweep()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("tengen-sweep-");
    Ledger ledger = new Ledger(out == null ? folder.resolve("trainings") : out, plan());
    Grid grid = new Grid(strategies, rates, shared.seeds, extensions, true);
    readTexts(folder);
    ledger.done().forEach(System.out::println);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Cell> cells = grid.missing(ledger.done());
      while (!cells.isEmpty()) {
        System.out.println(cells.size() + " trainings to go, or more");
        train(pool, cells, ledger);
        cells = grid.missing(ledger.done());
      }
    } finally {
      pool.shutdownNow();
    }
    System.out.print(new SweepTables(grid, ledger.done()).markdown());
    return 0;
  }

  /** What decides a training's figures beside its cell. */
  private String plan() {
    return "next word, workers %d, batch %d, samples %d, evaluations %d, validation %s, %s, %s, clip %s"
        .formatted(
            shared.workers,
            shared.batch,
            shared.samples,
            shared.evaluations,
            validation,
            shared.optimiser,
            shared.schedule,
            clip);
  }

  private void readTexts(Path folder) throws IOException {
    Setup setup = shared.setup(Clipping.parse(clip));
    for (long seed : shared.seeds) {
      labs.put(seed, new TextLab(setup, validation, seed, folder.resolve("seed-" + seed)));
    }
  }

  private void train(ExecutorService pool, List<Cell> cells, Ledger ledger)
      throws InterruptedException, ExecutionException {
    List<Future<?>> ends = new ArrayList<>();
    for (Cell cell : cells) {
      ends.add(pool.submit(() -> train(cell, ledger)));
    }
    for (Future<?> end : ends) {
      end.get();
    }
  }

  private Void train(Cell cell, Ledger ledger) throws IOException {
    TextLab lab = labs.get(cell.seed());
    if (lab == null) {
      throw new IllegalStateException("no text for seed " + cell.seed());
    }
    Trained trained = lab.train(cell.strategy(), cell.strategy(), cell.rate(), NETWORK);
    ledger.add(trained);
    System.out.println(trained);
    return null;
  }
}
