package org.tengen.driver.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.driver.LocalSpark;
import org.tengen.models.dl4j.exercise.BinaryAddition;
import org.tengen.models.dl4j.exercise.SinePrediction;
import org.tengen.ps.strategy.Strategy;

final class ExerciseTrainingTest {
  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start(4);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static ExerciseTraining.Trained train(String strategy, int steps, long seed)
      throws InterruptedException {
    ExerciseTraining.Settings settings =
        new ExerciseTraining.Settings(2, Strategy.parse(strategy), steps, 4, 0.01f, seed);
    return new ExerciseTraining(spark, settings).train(SinePrediction.all(3).get(0), () -> false);
  }

  @Test
  void measuresBeforeTheFirstStepAndEvenlyToTheEnd() throws InterruptedException {
    ExerciseTraining.Trained trained = train("bsp", 40, 1);

    assertThat(trained.curve())
        .extracting(ExerciseTraining.Point::examples)
        .containsExactly(0L, 320L, 640L, 960L, 1_280L);
    assertThat(trained.curve().get(4).value()).isLessThan(trained.curve().get(0).value() / 2);
    assertThat(trained.curve().get(4).value())
        .isEqualTo(SinePrediction.all(3).get(0).measure(trained.last()));
  }

  @Test
  void theSeedDecidesTheBitsUnderBsp() throws InterruptedException {
    float[] one = train("bsp", 20, 1).last();

    assertThat(train("bsp", 20, 1).last()).containsExactly(one);
    assertThat(train("bsp", 20, 2).last()).isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssp:1", "asp", "local:4", "easgd:4"})
  void trainsUnderOtherStrategies(String strategy) throws InterruptedException {
    ExerciseTraining.Trained trained = train(strategy, 80, 1);

    assertThat(trained.curve().get(trained.curve().size() - 1).value())
        .isLessThan(trained.curve().get(0).value());
  }

  @Test
  void stopsWhenSomebodyAsks() throws InterruptedException {
    ExerciseTraining.Settings settings =
        new ExerciseTraining.Settings(2, Strategy.parse("asp"), 1_000_000, 4, 0.01f, 1);

    ExerciseTraining.Trained trained =
        new ExerciseTraining(spark, settings).train(BinaryAddition.all(1).get(0), () -> true);

    assertThat(trained.curve()).isEmpty();
  }
}
