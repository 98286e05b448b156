package org.tengen.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.network.LanguageModel;
import org.tengen.driver.network.MiddleWord;
import org.tengen.driver.network.TextNetwork;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.RecurrentLayers;
import org.tengen.ps.optimiser.Clipping;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains language models of different recurrent cells with as many parameters on the same words, at
 * each rate, and an LSTM in PyTorch at the rate that is best for ours. What it does without flags
 * is the plan of docs/benchmarks/language-models.md.
 */
@Command(
    name = "cells",
    mixinStandardHelpOptions = true,
    description = "Language models of different recurrent cells, and one in PyTorch.")
public final class Cells implements Callable<Integer> {
  private static final String STRATEGY = "bsp";
  private static final String LSTM = "lstm";

  /** Words of each series in a step: how far gradients flow back. */
  private static final int CHUNK = 16;

  private static final int EMBEDDING = 64;
  private static final int SIDE = 5;

  @Option(names = "--arms", split = ",", description = "rnn, gru, lstm, both-sides")
  private List<String> arms = List.of(LSTM, "gru", "rnn", "both-sides");

  @Option(names = "--rates", split = ",", description = "ascending, each the double of the last")
  private List<Float> rates = List.of(0.002f, 0.004f, 0.008f);

  @Option(names = "--extensions", description = "rates that are added at each end at the most")
  private int extensions = 3;

  @Option(names = "--shrink", description = "divides the widths of all networks, for a trial")
  private int shrink = 1;

  @Option(names = "--validation", description = "share of the text")
  private double validation = 0.02;

  @Option(names = "--threads", description = "trainings side by side; results are the same")
  private int threads = 1;

  @Option(names = "--python", description = "the interpreter that has PyTorch; none leaves it out")
  private String python = "/usr/bin/python3";

  @Option(names = "--out", description = "a file of the finished trainings, to go on from")
  private @Nullable Path out;

  @Mixin private final SetupOptions shared = new SetupOptions(2, 1_728_000, 4);

  private final Map<Long, TextLab> labs = new HashMap<>();

  Cells() {
    shared.batch = 160;
    shared.schedule = "cosine:0";
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    // the native side's settings come before the first ND4J class
    Engine.load();
    System.exit(new CommandLine(new Cells()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("tengen-cells-");
    Ledger ledger = new Ledger(out == null ? folder.resolve("trainings") : out, plan());
    Map<String, TextNetwork> networks = networks();
    Grid grid = new Grid(arms, rates, shared.seeds, extensions, false);
    Setup setup = shared.setup(Clipping.parse("norm:1"));
    for (long seed : shared.seeds) {
      labs.put(seed, new TextLab(setup, validation, seed, folder.resolve("seed-" + seed)));
    }
    ledger.done().forEach(System.out::println);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      train(pool, grid, networks, ledger);
      beside(pool, grid, networks, ledger, folder);
    } finally {
      pool.shutdownNow();
    }
    System.out.print(new CellTable(grid, ledger.done()).markdown());
    return 0;
  }

  /** What decides a training's figures beside its cell. */
  private String plan() {
    return "cells, workers %d, batch %d, samples %d, evaluations %d, validation %s, %s, %s, shrink %d"
        .formatted(
            shared.workers,
            shared.batch,
            shared.samples,
            shared.evaluations,
            validation,
            shared.optimiser,
            shared.schedule,
            shrink);
  }

  /** Each with about 1.06 million parameters at the full vocabulary. */
  private Map<String, TextNetwork> networks() {
    Map<String, TextNetwork> all = new LinkedHashMap<>();
    all.put(LSTM, oneWay(NetworkSettings.Cell.LSTM, 128));
    all.put("gru", oneWay(NetworkSettings.Cell.GRU, 132));
    all.put("rnn", oneWay(NetworkSettings.Cell.SIMPLE_RNN, 142));
    RecurrentLayers bothWays =
        new RecurrentLayers(
            NetworkSettings.Cell.LSTM, EMBEDDING / shrink, 67 / shrink, 1, true, false, 0);
    all.put("both-sides", new MiddleWord(bothWays, SIDE));
    for (String arm : arms) {
      if (!all.containsKey(arm)) {
        throw new IllegalArgumentException(
            "--arms=" + arm + ": expected " + String.join(", ", all.keySet()));
      }
    }
    return all;
  }

  private LanguageModel oneWay(NetworkSettings.Cell cell, int hidden) {
    RecurrentLayers layers = new RecurrentLayers(cell, EMBEDDING / shrink, hidden / shrink, 1, 0);
    return new LanguageModel(layers, false, 0, CHUNK, 1);
  }

  private void train(
      ExecutorService pool, Grid grid, Map<String, TextNetwork> networks, Ledger ledger)
      throws InterruptedException, ExecutionException {
    List<Cell> cells = grid.missing(ledger.done());
    while (!cells.isEmpty()) {
      System.out.println(cells.size() + " trainings to go, or more");
      List<Callable<Trained>> work = new ArrayList<>();
      for (Cell cell : cells) {
        TextNetwork network = networks.get(cell.strategy());
        TextLab lab = labs.get(cell.seed());
        if (network == null || lab == null) {
          throw new IllegalStateException("nothing to train for " + cell);
        }
        work.add(() -> lab.train(cell.strategy(), STRATEGY, cell.rate(), network));
      }
      run(pool, work, ledger);
      cells = grid.missing(ledger.done());
    }
  }

  /** The LSTM in PyTorch, where there is one, at our best rate. */
  private void beside(
      ExecutorService pool,
      Grid grid,
      Map<String, TextNetwork> networks,
      Ledger ledger,
      Path folder)
      throws InterruptedException, ExecutionException {
    Float rate = grid.best(LSTM, ledger.done());
    if (rate == null
        || python.equals("none")
        || !(networks.get(LSTM) instanceof LanguageModel lstm)) {
      return;
    }
    TorchTraining torch = new TorchTraining(python, lstm, shared);
    if (!torch.works()) {
      System.out.println("PyTorch is left out: " + python + " has none");
      return;
    }
    List<Callable<Trained>> work = new ArrayList<>();
    labs.forEach(
        (seed, lab) -> {
          Cell cell = new Cell(TorchTraining.LABEL, rate, seed);
          if (ledger.done().stream().noneMatch(one -> one.cell().equals(cell))) {
            work.add(() -> torch.train(cell, lab, folder.resolve("torch-" + seed)));
          }
        });
    run(pool, work, ledger);
  }

  private static void run(ExecutorService pool, List<Callable<Trained>> work, Ledger ledger)
      throws InterruptedException, ExecutionException {
    List<Future<?>> ends = new ArrayList<>();
    for (Callable<Trained> each : work) {
      ends.add(pool.submit(() -> keep(each.call(), ledger)));
    }
    for (Future<?> end : ends) {
      end.get();
    }
  }

  private static Void keep(Trained trained, Ledger ledger) throws IOException {
    ledger.add(trained);
    System.out.println(trained);
    return null;
  }
}
