package org.tengen.driver.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.MetricsLog;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.word2vec.Block;
import org.tengen.models.word2vec.LocalTraining;
import org.tengen.models.word2vec.Rows;
import org.tengen.ps.checkpoint.Checkpoint;
import org.tengen.ps.checkpoint.Checkpoints;
import org.tengen.ps.checkpoint.WeightsFile;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.Staleness;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.table.Layout;
import org.tengen.worker.words.WordTables;

/**
 * Word vectors of a lane that is alone in the driver's JVM: it trains on the tables themselves,
 * which begin with the rows that a server's would. Goes on from the newest checkpoint in the run's
 * folder, which is a dense one of both tables.
 */
final class AloneWords {
  static final String CHECKPOINTS = "checkpoints-alone";

  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final String BLOCKS = "blocks";

  private final WordSettings settings;
  private final WordData data;
  private final WordPlan plan;
  private final RunFolder folder;
  private final Checkpoints checkpoints;
  private final Control control;

  AloneWords(WordSettings settings, WordData data, RunFolder folder, Control control) {
    this.settings = settings;
    this.data = data;
    this.plan = WordPlan.of(settings, data);
    this.folder = folder;
    this.checkpoints =
        new Checkpoints(
            folder.store(), CHECKPOINTS, Math.max(2, settings.keeping().keepCheckpoints()));
    this.control = control;
  }

  /** Whether both tables fit into the one array of a checkpoint. */
  static boolean fits(WordSettings settings, WordData data) {
    return 2L * data.words().size() * settings.model().vectorSize() < Integer.MAX_VALUE - 8;
  }

  /**
   * Trains to the end of the budget, and writes the vectors.
   *
   * @throws StoppedResumable when it was asked to stop, after a checkpoint
   */
  WordTrained train(WordResults results) throws InterruptedException, IOException {
    Optional<Checkpoint> from = newest();
    from.ifPresent(checkpoint -> checkpoint.damaged().forEach(control::notice));
    Map<String, String> facts = from.map(Checkpoint::facts).orElse(Map.of());
    RowTables tables = plan.training().rows().tables();
    Rows inputs = WordTables.initial(tables, WordTables.INPUTS, settings.seed());
    Rows outputs = WordTables.initial(tables, WordTables.OUTPUTS, settings.seed());
    from.ifPresent(checkpoint -> put(checkpoint.image().weights(), inputs, outputs));
    long done = Long.parseLong(facts.getOrDefault(BLOCKS, "0"));
    long samples = plan.words(0, done);
    Path file = Files.createTempFile("tengen-words-", ".tokens");
    List<JsonNode> lines =
        folder.readMetrics().stream().filter(line -> WordLog.stays(samples, line)).toList();
    try (MetricsLog metrics = folder.metrics(lines)) {
      PartitionFile text =
          WordProgram.write(
              data.corpus().partitions().toLocalIterator(), data.words().size(), file);
      WordLog log = new WordLog(plan, metrics, EarlierSessions.of(facts), lines, samples, control);
      Session session = new Session(log, inputs, outputs, done);
      log.start(System.nanoTime());
      new LocalTraining(settings.model(), plan.training().planner(), inputs, outputs)
          .train(List.of(text), new long[] {done}, session);
      return session.trained(results);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Optional<Checkpoint> newest() {
    try {
      return checkpoints.newest();
    } catch (IOException e) {
      throw new WrongSetting("resume: " + e.getMessage(), e);
    }
  }

  private static void put(float[] both, Rows inputs, Rows outputs) {
    int width = inputs.width();
    for (int row = 0; row < inputs.size(); row++) {
      inputs.write(row, both, row * width);
      outputs.write(row, both, (inputs.size() + row) * width);
    }
  }

  /** Looks on between two blocks, on the thread that trains. */
  private final class Session implements LocalTraining.Watch {
    private final WordLog log;
    private final Rows inputs;
    private final Rows outputs;
    private final long before;
    private final long startedNs = System.nanoTime();
    private long cpuAtStartNs = -1;
    private long lookedNs = startedNs;
    private long done;
    private long words;
    private double lossSum;
    private long cpuNs;
    private long checkpointed;
    private boolean stopped;

    Session(WordLog log, Rows inputs, Rows outputs, long done) {
      this.log = log;
      this.inputs = inputs;
      this.outputs = outputs;
      this.before = done;
      this.done = done;
      this.checkpointed = plan.words(0, done);
    }

    @Override
    public boolean onBlock(int lane, long blocks, Block block, double loss) {
      if (cpuAtStartNs < 0) {
        cpuAtStartNs = ProcessCpu.ofThreadNs();
      }
      done = blocks;
      words += block.textWords();
      lossSum += loss * block.textWords();
      long now = System.nanoTime();
      if (now - lookedNs < LOOK_NS) {
        return true;
      }
      lookedNs = now;
      cpuNs = ProcessCpu.ofThreadNs() - cpuAtStartNs;
      log.look(whole(now), now);
      long every = settings.keeping().checkpointEvery();
      if (every > 0 && plan.words(0, done) - checkpointed >= every && !log.diverged()) {
        write(now);
      }
      stopped = control.stopRequested();
      return !stopped && !log.diverged();
    }

    private Statistics whole(long nowNs) {
      long wallNs = nowNs - startedNs;
      StepTotals totals =
          new StepTotals(
              done - before,
              words,
              lossSum,
              cpuNs,
              Math.max(0, wallNs - cpuNs),
              0,
              0,
              0,
              Traffic.NOTHING);
      LaneStatistics lane =
          new LaneStatistics(
              0,
              "the driver's process, without a server",
              WordProgram.facts(plan.training()),
              1,
              done,
              plan.words(0, done),
              0,
              totals,
              Duration.ZERO,
              done == plan.training().rows().pushes());
      return log.whole(
          new Statistics(
              plan.words(0, done), done, Staleness.NONE, Staleness.NONE, 0, List.of(lane)));
    }

    private String write(long nowNs) {
      int width = inputs.width();
      float[] both = new float[2 * inputs.size() * width];
      for (int row = 0; row < inputs.size(); row++) {
        inputs.read(row, both, row * width);
        outputs.read(row, both, (inputs.size() + row) * width);
      }
      Map<String, String> facts =
          new LinkedHashMap<>(EarlierSessions.upTo(log.seconds(nowNs), whole(nowNs)).facts());
      facts.put(BLOCKS, Long.toString(done));
      checkpointed = plan.words(0, done);
      try {
        Layout layout = Layout.of(both.length, 1);
        RunImage image = RunImage.initial(layout, 1, both, List.of(), done);
        return folder.place() + "/" + CHECKPOINTS + "/" + checkpoints.write(image, facts);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    WordTrained trained(WordResults results) throws IOException {
      long now = System.nanoTime();
      Statistics whole = whole(now);
      log.look(whole, now);
      double seconds = log.seconds(now);
      log.end(whole, seconds);
      if (log.diverged()) {
        throw log.divergence();
      }
      if (stopped) {
        throw new StoppedResumable(
            "stopped at %d of %d words; %s is whole: go on with --resume"
                .formatted(plan.words(0, done), plan.words(), write(now)));
      }
      int[] next = new int[1];
      float[] flat = new float[inputs.size() * inputs.width()];
      results.write(
          settings.keeping().format(),
          inputs.width(),
          into -> {
            inputs.read(next[0], into, 0);
            System.arraycopy(into, 0, flat, next[0]++ * into.length, into.length);
          });
      control.live().trained();
      return new WordTrained(whole, seconds, WeightsFile.sha256(flat), log.losses());
    }
  }
}
