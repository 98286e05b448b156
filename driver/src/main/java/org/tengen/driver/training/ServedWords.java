package org.tengen.driver.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.RowLaunch;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.run.MetricsLog;
import org.tengen.driver.run.RunFolder;
import org.tengen.ps.checkpoint.RowCheckpoint;
import org.tengen.ps.checkpoint.RowCheckpoints;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.server.Statistics;
import org.tengen.worker.words.WordTables;
import scala.Tuple2;

/**
 * Word vectors in two row tables of a server, trained by lanes that are tasks. Goes on from the
 * newest checkpoint in the run's folder. Neither writing checkpoints nor the vectors takes more
 * memory here than a piece of a shard.
 */
final class ServedWords {
  static final String CHECKPOINTS = "checkpoints";

  /** Enough for a long run, and so few that executors that always die end it. */
  private static final int MOST_LOST = 32;

  private static final String RAW = "vectors.f32";
  private static final String SAMPLES = "words";

  private final JavaSparkContext spark;
  private final WordSettings settings;
  private final WordData data;
  private final WordPlan plan;
  private final RunFolder folder;
  private final RowCheckpoints checkpoints;
  private final Control control;

  ServedWords(
      JavaSparkContext spark,
      WordSettings settings,
      WordData data,
      RunFolder folder,
      Control control) {
    this.spark = spark;
    this.settings = settings;
    this.data = data;
    this.plan = WordPlan.of(settings, data);
    this.folder = folder;
    this.checkpoints =
        new RowCheckpoints(
            folder.store(), CHECKPOINTS, Math.max(2, settings.keeping().keepCheckpoints()));
    this.control = control;
  }

  /**
   * Trains to the end of the budget, and writes the vectors. Where Spark can start lost shards
   * again, all go on from the newest checkpoint.
   *
   * @throws StoppedResumable when it was asked to stop, after a checkpoint
   */
  WordTrained train(WordResults results) throws InterruptedException {
    int lost = 0;
    while (true) {
      try {
        return session(results);
      } catch (ShardLostException e) {
        boolean starts = settings.wire().place() instanceof ShardPlace.Executors;
        String goesOn = e.getMessage() + "; " + whole();
        if (!starts || ++lost > MOST_LOST) {
          throw new StoppedResumable(goesOn + ": go on with --resume");
        }
        control.notice(goesOn + ": all go on from there");
      } catch (WrongSetting e) {
        if (lost == 0) {
          throw e;
        }
        throw new StoppedResumable(e.getMessage() + ": go on with --resume");
      }
    }
  }

  private String whole() {
    return newest()
        .map(checkpoint -> path(checkpoint.name()) + " is whole")
        .orElse("there is no checkpoint, but the beginning");
  }

  private String path(String checkpoint) {
    return folder.place() + "/" + CHECKPOINTS + "/" + checkpoint;
  }

  private Optional<RowCheckpoint> newest() {
    try {
      return checkpoints.newest(plan.training().rows());
    } catch (IOException | IllegalArgumentException e) {
      throw new WrongSetting("resume: " + e.getMessage(), e);
    }
  }

  private WordTrained session(WordResults results) throws InterruptedException {
    Optional<RowCheckpoint> from = newest();
    from.ifPresent(checkpoint -> checkpoint.damaged().forEach(control::notice));
    Map<String, String> facts = from.map(RowCheckpoint::facts).orElse(Map.of());
    long samples = Long.parseLong(facts.getOrDefault(SAMPLES, "0"));
    RowTraining training = plan.training().rows();
    RowOrigin origin = from.<RowOrigin>map(it -> it).orElse(RowOrigin.beginning(training));
    JavaRDD<Tuple2<Long, int[]>> partitions = data.corpus().partitions().map(record -> record);
    RowLaunch<Tuple2<Long, int[]>> launch =
        new RowLaunch<>(spark, plan.launch(), partitions, new WordProgram(plan.training()));
    List<JsonNode> lines =
        folder.readMetrics().stream().filter(line -> WordLog.stays(samples, line)).toList();
    try (MetricsLog metrics = folder.metrics(lines)) {
      WordLog log = new WordLog(plan, metrics, EarlierSessions.of(facts), lines, samples, control);
      Session session = new Session(log, samples);
      launch.run(origin, session);
      return session.trained(results);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One session, from an origin to the end, or to a stop. */
  private final class Session implements RowLaunch.Watch {
    private final WordLog log;
    private long checkpointed;
    private String checkpoint = "";
    private boolean finished;
    private double seconds;
    private @Nullable Statistics last;

    Session(WordLog log, long samples) {
      this.log = log;
      this.checkpointed = samples;
    }

    private Statistics whole(RowServer server) throws InterruptedException {
      Statistics now = Statistics.ofRows(server.statistics(), server.lanes());
      return log.whole(plan.inWords(now));
    }

    @Override
    public void onStart(long nowNs) {
      log.start(nowNs);
    }

    @Override
    public boolean onLook(RowServer server) throws InterruptedException {
      long now = System.nanoTime();
      Statistics whole = whole(server);
      log.look(whole, now);
      long every = settings.keeping().checkpointEvery();
      if (every > 0 && whole.samples() - checkpointed >= every && !log.diverged()) {
        write(server, whole, log.seconds(now));
      }
      return !log.diverged() && !control.stopRequested();
    }

    @Override
    public void onEnd(RowServer server, boolean whole, double its) throws InterruptedException {
      Statistics end = whole(server);
      long now = System.nanoTime();
      log.look(end, now);
      finished = whole;
      seconds = log.seconds(now);
      last = end;
      log.end(end, seconds);
      if (log.diverged()) {
        throw log.divergence();
      }
      write(server, end, seconds);
    }

    private void write(RowServer server, Statistics whole, double at) throws InterruptedException {
      Map<String, String> facts = new LinkedHashMap<>(EarlierSessions.upTo(at, whole).facts());
      facts.put(SAMPLES, Long.toString(whole.samples()));
      facts.put("strategy", settings.lanes().strategy().name());
      List<RowShardImage> images = server.images();
      try {
        checkpoint = checkpoints.write(images, facts);
        checkpointed = whole.samples();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        images.forEach(RowShardImage::close);
      }
    }

    WordTrained trained(WordResults results) throws IOException {
      Statistics end = last;
      if (end == null || !finished) {
        throw new StoppedResumable(
            "stopped at %d of %d words; %s is whole: go on with --resume"
                .formatted(checkpointed, plan.words(), path(checkpoint)));
      }
      RowTraining training = plan.training().rows();
      String sha256 = checkpoints.export(checkpoint, training, WordTables.INPUTS, RAW);
      results.writeFrom(RAW, settings.keeping().format(), settings.model().vectorSize());
      control.live().trained();
      return new WordTrained(end, seconds, sha256, log.losses());
    }
  }
}
