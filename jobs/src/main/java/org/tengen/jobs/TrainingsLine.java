package org.tengen.jobs;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tengen.driver.training.TrainingSettings;

/** What a job's trainings are, in the one line that it begins with. */
final class TrainingsLine {
  private TrainingsLine() {}

  /**
   * The line, behind the job's name.
   *
   * @param workers what they are called
   */
  static String of(List<TrainingSettings> trainings, String workers) {
    TrainingSettings first = trainings.get(0);
    return "%s, %s, %s %s, %d shards, seed %s%s"
        .formatted(
            first.subject().source(),
            distinct(trainings, " ", training -> training.lanes().strategy().name()),
            distinct(trainings, ",", training -> training.lanes().workers()),
            workers,
            first.lanes().shards(),
            distinct(trainings, ",", TrainingSettings::seed),
            trainings.size() == 1 ? "" : ", %d trainings".formatted(trainings.size()));
  }

  private static String distinct(
      List<TrainingSettings> trainings, String between, Function<TrainingSettings, Object> what) {
    return trainings.stream()
        .map(what)
        .distinct()
        .map(Object::toString)
        .collect(Collectors.joining(between));
  }
}
