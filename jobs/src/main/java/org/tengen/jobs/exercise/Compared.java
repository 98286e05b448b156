package org.tengen.jobs.exercise;

import org.tengen.driver.exercise.ExerciseTraining;

/**
 * One of the networks that an exercise compares, trained.
 *
 * @param exercise the network with its examples
 */
public record Compared<E>(String name, E exercise, ExerciseTraining.Trained trained) {
  /** What was measured at the end. */
  public double last() {
    return trained.curve().get(trained.curve().size() - 1).value();
  }
}
