package org.tengen.driver.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.Launch;
import org.tengen.models.Replica;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.local.ServedTable;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Sent;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;
import org.tengen.worker.TrainingLoop;

/**
 * What the parameter server is told of a training: table, budget, intervals and deadlines, worked
 * out from the settings and the corpus.
 *
 * @param model the network's table; the server's is another where lanes have optimisers of their
 *     own
 */
record TrainingPlan(
    TrainingSettings settings, TableSpec model, Training training, ImageIntervals intervals) {

  /**
   * Works it out. The budget is cut to a whole number of evaluation intervals, each a whole number
   * of clocks, so that all strategies are evaluated at the same samples and end at the same.
   *
   * @param trainingSamples those of an epoch
   */
  static TrainingPlan of(TrainingSettings settings, long trainingSamples, Replica<?> replica) {
    TrainingSettings.Learning learning = settings.learning();
    int lanes = settings.lanes().workers();
    long wanted =
        learning.samples() > 0
            ? learning.samples()
            : Math.round(learning.epochs() * trainingSamples);
    Strategy strategy = settings.lanes().strategy();
    Steps steps = Steps.of(settings, wanted);
    Budget budget = new Budget(steps.interval * settings.watching().evaluations(), steps.pushed);
    float rate = learning.linearRate() ? learning.rate() * lanes : learning.rate();
    Schedule schedule = Schedule.parse(learning.schedule(), rate);
    TableSpec table =
        TableSpec.uniform(replica.length(), statistics(replica), learning.optimiser(), schedule);
    TableSpec served = ServedTable.of(table, strategy.sent());
    Layout layout = Layout.of(served.length(), settings.lanes().shards());
    Training training =
        new Training(served, layout, lanes, strategy, budget, settings.lanes().codec());
    long checkpoint = settings.watching().checkpointEvery() / steps.clock * steps.clock;
    return new TrainingPlan(
        settings, table, training, new ImageIntervals(steps.interval, checkpoint));
  }

  /**
   * Refuses a budget of samples that is too small for the workers.
   *
   * @throws WrongSetting with the least that would do
   */
  static void requireWhole(TrainingSettings settings) {
    if (settings.learning().samples() > 0) {
      Steps.of(settings, settings.learning().samples());
    }
  }

  /**
   * What a budget is made of, in samples.
   *
   * @param pushed by one push
   * @param clock of the least number of pushes that are whole rounds and whole updates
   * @param interval between evaluations: whole clocks
   */
  private record Steps(int pushed, long clock, long interval) {
    static Steps of(TrainingSettings settings, long wanted) {
      int lanes = settings.lanes().workers();
      Strategy strategy = settings.lanes().strategy();
      int pushes = strategy.gathering().pushes(lanes);
      int pushed = Math.multiplyExact(settings.learning().batch(), strategy.sent().steps());
      long clock = (long) wholeForBoth(lanes, pushes) * pushed;
      int evaluations = settings.watching().evaluations();
      long interval = wanted / evaluations / clock * clock;
      if (interval == 0) {
        throw new WrongSetting(
            "samples=%d: expected at least %d, for %d evaluations of %d workers that push %d each"
                .formatted(wanted, clock * evaluations, evaluations, lanes, pushed));
      }
      return new Steps(pushed, clock, interval);
    }
  }

  /** The least number of pushes that are whole rounds of all lanes and whole updates. */
  private static int wholeForBoth(int lanes, int pushes) {
    int whole = lanes;
    while (whole % pushes > 0) {
      whole += lanes;
    }
    return whole;
  }

  private static List<Range> statistics(Replica<?> replica) {
    return replica.statistics().stream().map(s -> new Range(s.from(), s.to())).toList();
  }

  /** Samples of the whole training. */
  long samples() {
    return training.budget().samples();
  }

  /** The positions that are trained, in order. */
  List<Range> trained() {
    List<Range> trained = new ArrayList<>();
    model.blocks().forEach(block -> trained.add(block.range()));
    return trained;
  }

  /** What a lane's loop is told. */
  TrainingLoop.Settings loop() {
    Sent sent = training.strategy().sent();
    TrainingLoop.Own own =
        sent.fromOwnWeights()
            ? new TrainingLoop.Own(
                sent, model, training.table().length(), training.lanes(), training.pushes())
            : null;
    return new TrainingLoop.Settings(
        settings.seed(),
        settings.learning().clipping(),
        trained(),
        settings.lanes().straggler(),
        own);
  }

  /** The network's weights in an image of the server's table. */
  float[] weights(RunImage image) {
    return Arrays.copyOf(image.weights(), model.length());
  }

  /** The table before the first update. */
  RunImage initial(Evaluation<?> evaluation) {
    float[] weights = ServedTable.initial(training.table(), evaluation.initialWeights());
    return RunImage.initial(training.layout(), training.lanes(), weights);
  }

  /**
   * How the training is launched.
   *
   * @param which training of the job it is
   */
  Launch.Settings launch(String which) {
    TrainingSettings.Wire wire = settings.wire();
    String network = settings.subject().label();
    String run = network + "-" + UUID.randomUUID();
    Duration parked = wire.deadline();
    return new Launch.Settings(
        new ServerSettings(
            run,
            training,
            intervals,
            new Deadlines(wire.startDeadline(), parked),
            settings.lanes().together()),
        "%s%s under %s, %d workers"
            .formatted(which, network, training.strategy().name(), training.lanes()),
        wire.connections(),
        wire.listen(),
        wire.startDeadline(),
        wire.deadline(),
        wire.place(),
        settings.lanes().turn(),
        wire.replicas());
  }
}
