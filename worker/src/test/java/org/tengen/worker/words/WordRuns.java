package org.tengen.worker.words;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.tengen.corpus.partition.Tokens;
import org.tengen.models.word2vec.Rows;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.models.word2vec.WordCounts;
import org.tengen.ps.checkpoint.RowCheckpoints;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.checkpoint.WeightsFile;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.client.RowClientSettings;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.Staleness;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.store.LocalStore;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;
import org.tengen.worker.Straggler;
import org.tengen.worker.WorkerTime;

/**
 * Trainings on a made-up text, each of whose sentences has words of one of two halves of the
 * vocabulary, by lanes that are threads here.
 */
final class WordRuns {
  static final long SEED = 5;
  private static final int WIDTH = 20;
  private static final int SENTENCES = 3200;
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final Path folder;
  private final int shards;
  private final int lanes;
  private final int words;
  private final String strategy;
  private final Map<String, String> options;
  private final List<Tokens> texts = new ArrayList<>();
  private Statistics statistics;
  private List<StepTotals> totals = List.of();

  @SuppressWarnings("NullAway.Init") // statistics are there after a training
  WordRuns(Path folder, String strategy, int lanes, int shards, String... options) {
    this.folder = folder;
    this.strategy = strategy;
    this.lanes = lanes;
    this.shards = shards;
    this.options =
        new HashMap<>(
            Map.of(
                "vector_size",
                "" + WIDTH,
                "sample",
                "0",
                "epochs",
                "4",
                "alpha",
                "0.05",
                "block",
                "500",
                "words",
                "20"));
    for (int i = 0; i < options.length; i += 2) {
      this.options.put(options[i], options[i + 1]);
    }
    this.words = Integer.parseInt(this.options.remove("words"));
    for (int lane = 0; lane < lanes; lane++) {
      texts.add(twoTopics(lane, SENTENCES / lanes));
    }
  }

  private Tokens twoTopics(long seed, int sentences) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] tokens = new int[9 * sentences];
    for (int i = 0; i < tokens.length; i += 9) {
      int topic = random.nextInt(2) * words / 2;
      for (int word = 0; word < 8; word++) {
        tokens[i + word] = 3 + topic + random.nextInt(words / 2);
      }
    }
    return Tokens.of(tokens);
  }

  /** Each lane has the first block of lane 0's text and no more. */
  WordRuns withOneBlockOfTheSameText() {
    texts.replaceAll(any -> twoTopics(0, 500 / 9));
    return this;
  }

  Tokens text(int lane) {
    return texts.get(lane);
  }

  long words(int lane) {
    return text(lane).size() / 9 * 8;
  }

  StepTotals totals(int lane) {
    return totals.get(lane);
  }

  Staleness staleness() {
    return statistics.staleness();
  }

  int incarnation(int lane) {
    return statistics.lanes().get(lane).incarnation();
  }

  WordTraining training() {
    Map<String, String> all = new HashMap<>(options);
    String straggler = all.containsKey("straggler") ? all.remove("straggler") : "none";
    int tokens = Integer.parseInt(all.remove("block"));
    Word2VecSettings settings = Word2VecSettings.of(all);
    long[] counts = new long[words];
    Arrays.fill(counts, SENTENCES * 8L / words);
    RowTables tables = WordTables.of(settings, words, shards);
    long blocks =
        texts.stream().mapToLong(text -> (text.size() + tokens - 1) / tokens).sum()
            * settings.epochs();
    RowTraining rows =
        new RowTraining(
            tables,
            lanes,
            Strategy.parse(strategy),
            Budget.ofIterations((blocks + lanes - 1) / lanes, lanes),
            SEED);
    return new WordTraining(
        settings, WordCounts.of(counts), tokens, rows, Straggler.parse(straggler));
  }

  /** The lane alone, against a server that ends with it. */
  StepTotals lane(int lane, Tokens text) throws InterruptedException {
    WordTraining training = training();
    try (RowServer server = server(training)) {
      return lane(training, server.connector(), lane, text);
    }
  }

  private static RowServer server(WordTraining training) {
    return RowServer.start(
        RowServerSettings.usual("word-runs-" + RUNS.incrementAndGet(), training.rows()));
  }

  private static StepTotals lane(WordTraining training, Connector connector, int lane, Tokens text)
      throws InterruptedException {
    RowClientSettings settings = RowClientSettings.usual(training.rows().tables());
    try (WordLoop loop = new WordLoop(training, text, lane, WorkerTime.system());
        RowSession session = Lanes.joinRows(lane, "lane " + lane, Map.of(), connector, settings)) {
      return loop.run(session);
    }
  }

  /** The input table, row after row. */
  float[] train() throws Exception {
    return train(WordTables.INPUTS, -1, 0);
  }

  /** The output table. */
  float[] trainOutputs() throws Exception {
    return train(WordTables.OUTPUTS, -1, 0);
  }

  /** A lane is interrupted once so many pushes have been applied, and begun again. */
  float[] trainWithALossAfter(int lane, long pushes) throws Exception {
    return train(WordTables.INPUTS, lane, pushes);
  }

  private float[] train(int table, int lost, long pushes) throws Exception {
    WordTraining training = training();
    ExecutorService threads = Executors.newCachedThreadPool();
    try (RowServer server = server(training)) {
      List<Future<StepTotals>> running = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        int number = lane;
        running.add(threads.submit(() -> lane(training, server.connector(), number, text(number))));
      }
      if (lost >= 0) {
        while (server.pushes() < pushes * shards) {
          Thread.onSpinWait();
        }
        running.get(lost).cancel(true);
        running.set(
            lost, threads.submit(() -> lane(training, server.connector(), lost, text(lost))));
      }
      List<StepTotals> all = new ArrayList<>();
      for (Future<StepTotals> each : running) {
        all.add(each.get());
      }
      totals = all;
      server.awaitFinished(Duration.ofSeconds(30));
      statistics = Statistics.ofRows(server.statistics(), server.lanes());
      return table(server, training, table);
    } finally {
      threads.shutdownNow();
    }
  }

  private float[] table(RowServer server, WordTraining training, int table) throws Exception {
    LocalStore store = new LocalStore(folder.resolve("run-" + RUNS.incrementAndGet()));
    RowCheckpoints checkpoints = new RowCheckpoints(store, "", 2);
    List<RowShardImage> images = server.images();
    try {
      String name = checkpoints.write(images, Map.of());
      checkpoints.export(name, training.rows(), table, "table.f32");
      return WeightsFile.read(store, "table.f32");
    } finally {
      images.forEach(RowShardImage::close);
    }
  }

  static float[] flat(Rows rows) {
    float[] flat = new float[rows.size() * rows.width()];
    for (int row = 0; row < rows.size(); row++) {
      rows.read(row, flat, row * rows.width());
    }
    return flat;
  }

  static double length(float[] values) {
    return distance(values, new float[values.length]);
  }

  static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  /** How much nearer words are to those of their topic than to the others, in mean cosines. */
  double topics(float[] vectors) {
    int half = words / 2;
    double same = 0;
    double other = 0;
    for (int i = 0; i < words; i++) {
      for (int j = 0; j < i; j++) {
        if (i / half == j / half) {
          same += cosine(vectors, i, j);
        } else {
          other += cosine(vectors, i, j);
        }
      }
    }
    return same / (half * (half - 1)) - other / (half * half);
  }

  private static double cosine(float[] vectors, int first, int second) {
    double product = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < WIDTH; i++) {
      double a = vectors[first * WIDTH + i];
      double b = vectors[second * WIDTH + i];
      product += a * b;
      aa += a * a;
      bb += b * b;
    }
    return product / Math.sqrt(aa * bb);
  }
}
