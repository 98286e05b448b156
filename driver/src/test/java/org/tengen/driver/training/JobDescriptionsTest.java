package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.status.api.v1.JobData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.strategy.Strategy;
import org.tengen.worker.Straggler;
import scala.collection.JavaConverters;

/** What Spark's UI says of each job, taken from where it takes it. */
@Timeout(180)
final class JobDescriptionsTest {
  @TempDir private static Path folder;

  /** In the order in which they were started, each once. */
  private static List<String> descriptions(JavaSparkContext spark) {
    List<JobData> jobs = JavaConverters.seqAsJavaList(spark.sc().statusStore().jobsList(null));
    return jobs.stream()
        .sorted((a, b) -> Integer.compare(a.jobId(), b.jobId()))
        .flatMap(
            job ->
                job.description().isDefined()
                    ? Stream.of(job.description().get())
                    : Stream.of("none"))
        .distinct()
        .toList();
  }

  @Test
  void sayWhichTrainingOfAPlanAJobIsForAndWhatItDoes() throws Exception {
    try (SmallRuns runs = new SmallRuns(4, folder)) {
      TrainingSettings bsp = runs.settings("bsp", 2, false);
      TrainingSettings asp = onExecutors(runs.settings("asp", 2, true));

      runs.run(runs.fresh("plan"), SmallRuns.QUIET, bsp, asp);

      String reading = "reading corpus " + runs.corpus() + ": ";
      assertThat(descriptions(runs.spark()))
          .containsExactly(
              reading + "checking and numbering records",
              reading + "counting words",
              reading + "encoding the validation split",
              "lanes of training 1 of 2, next-word under bsp, 2 workers",
              "shards of training 2 of 2, next-word under asp, 2 workers",
              "lanes of training 2 of 2, next-word under asp, 2 workers");
    }
  }

  @Test
  void aLaneThatTakesItsTurnHasAJobThatNamesIt() throws Exception {
    try (SmallRuns runs = new SmallRuns(2, folder)) {
      runs.train("turns", inTurns(runs.settings("asp", 2, false)));

      assertThat(descriptions(runs.spark()))
          .contains(
              "lane 0 of next-word under asp, 2 workers",
              "lane 1 of next-word under asp, 2 workers")
          .doesNotContain("none");
    }
  }

  private static TrainingSettings onExecutors(TrainingSettings settings) {
    TrainingSettings.Wire wire = settings.wire();
    return new TrainingSettings(
        settings.subject(),
        settings.lanes(),
        settings.learning(),
        settings.watching(),
        new TrainingSettings.Wire(
            wire.connections(),
            wire.listen(),
            wire.startDeadline(),
            wire.deadline(),
            new ShardPlace.Executors()),
        settings.seed());
  }

  private static TrainingSettings inTurns(TrainingSettings settings) {
    return new TrainingSettings(
        settings.subject(),
        new TrainingSettings.Lanes(
            2,
            2,
            Strategy.parse("asp"),
            new Codec.Float32(),
            Straggler.NONE,
            1,
            Duration.ofMillis(200)),
        settings.learning(),
        settings.watching(),
        settings.wire(),
        settings.seed());
  }
}
