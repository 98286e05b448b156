package org.tengen.driver.exercise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.launch.Launch;
import org.tengen.models.Engine;
import org.tengen.models.Replica;
import org.tengen.models.dl4j.DataSetBatch;
import org.tengen.models.dl4j.exercise.Exercise;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.local.ServedTable;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;
import org.tengen.worker.Straggler;
import org.tengen.worker.TrainingLoop;

/** The training of one exercise's network through the parameter server, with Adam. */
public final class ExerciseTraining {
  private static final int SHARDS = 2;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final JavaSparkContext spark;
  private final Settings settings;

  /**
   * How all networks of an exercise are trained.
   *
   * @param steps of each worker
   * @param measurements over the training, beside the one before it
   */
  public record Settings(
      int workers, Strategy strategy, int steps, int measurements, float rate, long seed) {}

  /** A measurement after so many examples. */
  public record Point(long examples, double value) {}

  /**
   * What came of it.
   *
   * @param curve from before the first step to the end; empty where it was stopped
   */
  public record Trained(List<Point> curve, float[] first, float[] last) {}

  /** Trainings on {@code spark}. */
  public ExerciseTraining(JavaSparkContext spark, Settings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  /**
   * Trains from the network's first weights to the end.
   *
   * @param stop asked about ten times a second: true ends it at once
   */
  public Trained train(Exercise exercise, BooleanSupplier stop) throws InterruptedException {
    Engine.load();
    int samples = exercise.examples(0).samples();
    float[] first;
    TableSpec model;
    try (Replica<DataSetBatch> replica = exercise.replica()) {
      first = new float[replica.length()];
      replica.parameters().get(0, first);
      model =
          TableSpec.uniform(
              replica.length(),
              List.of(),
              OptimiserSettings.parse("adam"),
              Schedule.parse("constant", settings.rate()));
    }
    Training training = training(model, samples);
    List<Point> curve = Collections.synchronizedList(new ArrayList<>());
    curve.add(new Point(0, exercise.measure(first)));
    Launch.Outcome outcome =
        new Launch<>(
                spark,
                launch(exercise, training),
                partitions(),
                new ExerciseProgram(exercise, loop(training, model)))
            .run(
                RunImage.initial(
                    training.layout(),
                    training.lanes(),
                    ServedTable.initial(training.table(), first)),
                (image, takenNs) ->
                    curve.add(new Point(image.samples(), measure(exercise, image, first.length))),
                new Until(stop));
    return new Trained(
        outcome.finished() ? List.copyOf(curve) : List.of(),
        first,
        weights(outcome.image(), first.length));
  }

  private static double measure(Exercise exercise, RunImage image, int length) {
    return exercise.measure(weights(image, length));
  }

  private static float[] weights(RunImage image, int length) {
    return Arrays.copyOf(image.weights(), length);
  }

  private Training training(TableSpec model, int samples) {
    Strategy strategy = settings.strategy();
    TableSpec served = ServedTable.of(model, strategy.sent());
    int pushed = Math.multiplyExact(samples, strategy.sent().steps());
    long whole = (long) samples * settings.steps() * settings.workers();
    return new Training(
        served,
        Layout.of(served.length(), SHARDS),
        settings.workers(),
        strategy,
        new Budget(whole, pushed));
  }

  private TrainingLoop.Settings loop(Training training, TableSpec model) {
    boolean own = training.strategy().sent().fromOwnWeights();
    return new TrainingLoop.Settings(
        settings.seed(),
        new Clipping.ByNorm(1),
        List.of(new Range(0, model.length())),
        Straggler.NONE,
        own
            ? new TrainingLoop.Own(
                training.strategy().sent(),
                model,
                training.table().length(),
                training.lanes(),
                training.pushes())
            : null);
  }

  private Launch.Settings launch(Exercise exercise, Training training) {
    long between = training.budget().samples() / settings.measurements();
    return new Launch.Settings(
        new ServerSettings(
            "exercise-" + UUID.randomUUID(),
            training,
            new ImageIntervals(between, 0),
            new Deadlines(DEADLINE, DEADLINE)),
        "exercise %s under %s, %d workers"
            .formatted(exercise.name(), training.strategy().name(), training.lanes()),
        TcpSettings.defaults(),
        null,
        DEADLINE,
        DEADLINE);
  }

  private JavaRDD<Integer> partitions() {
    List<Integer> lanes = IntStream.range(0, settings.workers()).boxed().toList();
    return spark.parallelize(lanes, settings.workers());
  }

  /** Looks on until somebody asks to stop. */
  private record Until(BooleanSupplier stop) implements Launch.Watch {
    @Override
    public void onStart(long nowNs) {}

    @Override
    public boolean onLook(Statistics statistics) {
      return !stop.getAsBoolean();
    }
  }
}
