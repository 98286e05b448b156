package org.tengen.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.tengen.corpus.seed.Seeds;
import org.tengen.driver.examples.DealtExamples;
import org.tengen.driver.launch.Launch;
import org.tengen.driver.metrics.TengenPlugin;
import org.tengen.driver.training.LiveStatistics;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.Training;
import org.tengen.web.live.LiveFeed;
import org.tengen.web.live.LiveTraining;
import org.tengen.worker.Straggler;
import org.tengen.worker.TrainingLoop;

/**
 * One fit: the network's weights, updater state and iteration count go into a server, lanes train,
 * and what has become of them goes back into the network.
 */
final class ServerTraining {
  private final JavaSparkContext spark;
  private final MasterSettings settings;
  private final TrainedNetwork network;
  private final TrainingPlan plan;
  private final FitListeners listeners;

  /** Refuses a network with a setting that would not be honoured. */
  ServerTraining(
      JavaSparkContext spark,
      MasterSettings settings,
      TrainedNetwork network,
      FitListeners listeners) {
    this.spark = spark;
    this.settings = settings;
    this.network = network;
    this.plan = TrainingPlan.of(network);
    this.listeners = listeners;
  }

  /** Trains once through {@code examples}, and leaves the network trained. */
  Launch.Outcome run(DealtExamples examples) {
    int iterations = iterations(examples.count());
    Training training = training(iterations);
    LiveFeed gauges = TengenPlugin.feed();
    Watch watch = new Watch(gauges);
    gauges.begins(
        new LiveTraining(
            settings.strategy(),
            1,
            1,
            training.budget().samples(),
            0,
            settings.workers(),
            settings.shards(),
            settings.codec(),
            false,
            true));
    listeners.started();
    try {
      Launch.Outcome outcome =
          new Launch<>(spark, launch(training), examples.byLane(), program(training, iterations))
              .run(
                  initial(training),
                  (image, takenNs) -> listeners.updated(image, watch.score()),
                  watch);
      gauges.trained();
      finish(outcome);
      return outcome;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("the training was interrupted");
    }
  }

  private int iterations(long examples) {
    if (examples < settings.workers()) {
      throw new IllegalArgumentException(
          "training data: "
              + examples
              + " examples: expected at least one for each of "
              + settings.workers()
              + " workers");
    }
    return Math.toIntExact(
        BatchShape.iterations(examples, settings.workers(), settings.batchSizePerWorker()));
  }

  private Training training(int iterations) {
    return new Training(
        ServerTable.of(plan, network.epoch()),
        Layout.of(plan.length(), settings.shards()),
        settings.workers(),
        Strategy.parse(settings.strategy()),
        Budget.ofIterations(iterations, settings.workers()),
        Codec.parse(settings.codec()));
  }

  private Launch.Settings launch(Training training) {
    MasterSettings.Wire wire = settings.wire();
    long each = (long) settings.listenEvery() * settings.batchSizePerWorker();
    long between = each * pushesOfAnUpdate(training);
    ServerSettings server =
        new ServerSettings(
            "fit-" + UUID.randomUUID(),
            training,
            listeners.any() ? new ImageIntervals(between, 0) : ImageIntervals.none(),
            new Deadlines(wire.startDeadline(), wire.deadline()));
    @Nullable Listen listen =
        wire.bind().isEmpty() ? null : new Listen(wire.bind(), wire.port(), wire.advertise());
    return new Launch.Settings(
        server,
        "Tengen fit under %s, %d workers".formatted(settings.strategy(), settings.workers()),
        TcpSettings.defaults().with(wire.tcp() ? Transport.TCP : Transport.AUTO),
        listen,
        wire.startDeadline(),
        wire.deadline());
  }

  private static int pushesOfAnUpdate(Training training) {
    return training.strategy().gathering().pushes(training.lanes());
  }

  private LaneTraining program(Training training, int iterations) {
    long fitSeed = Seeds.derive(settings.seed(), network.epoch());
    return new LaneTraining(
        network.description(),
        iterations,
        network.iteration(),
        settings.workers() / pushesOfAnUpdate(training),
        new TrainingLoop.Settings(
            fitSeed,
            new Clipping.None(),
            plan.blocks().stream().map(UpdateBlock::positions).toList(),
            Straggler.NONE));
  }

  private RunImage initial(Training training) {
    INDArray view = network.updater().getStateViewArray();
    int slots = plan.blocks().stream().mapToInt(UpdateBlock::slots).max().orElse(0);
    List<float[]> state = Arrays.stream(StateView.toSlots(plan, view)).limit(slots).toList();
    return RunImage.initial(
        training.layout(), training.lanes(), network.parameters(), state, network.iteration());
  }

  private void finish(Launch.Outcome outcome) {
    RunImage image = outcome.image();
    network.parameters(image.weights());
    List<float[]> slots = Stream.of(0, 1).map(image::state).toList();
    StateView.fromSlots(plan, slots, network.updater().getStateViewArray());
    network.iteration((int) Math.min(image.updates(), Integer.MAX_VALUE));
    network.score(outcome.statistics().totals().meanLoss());
    listeners.ended();
  }

  /** Keeps the mean loss between two looks for the listeners' thread, and tells Spark's gauges. */
  private static final class Watch implements Launch.Watch {
    private final LiveFeed gauges;
    private long startedNs;
    private volatile double score;
    private StepTotals seen = StepTotals.NOTHING;

    Watch(LiveFeed gauges) {
      this.gauges = gauges;
    }

    double score() {
      return score;
    }

    @Override
    public void onStart(long nowNs) {
      startedNs = nowNs;
    }

    @Override
    public boolean onLook(Statistics statistics) {
      StepTotals now = statistics.totals();
      if (now.samples() > seen.samples()) {
        score = (now.lossSum() - seen.lossSum()) / (now.samples() - seen.samples());
        seen = now;
      }
      double seconds = startedNs == 0 ? 0 : (System.nanoTime() - startedNs) / 1e9;
      gauges.looks(() -> LiveStatistics.counts(seconds, statistics));
      return true;
    }
  }
}
