package org.tengen.driver.training;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How whoever started a training follows and stops it.
 *
 * @param run which training of the job this is, from 1
 * @param runs how many there are
 * @param listener is told how far it is, about ten times a second
 * @param stop asked as often: true ends the training after a checkpoint
 * @param notices receives what a person should know, one line each
 */
public record Control(
    int run,
    int runs,
    TrainingProgress.Listener listener,
    BooleanSupplier stop,
    Consumer<String> notices) {

  /** The same for another training of the job. */
  public Control of(int otherRun, int otherRuns) {
    return new Control(otherRun, otherRuns, listener, stop, notices);
  }

  void progress(TrainingProgress progress) {
    listener.onProgress(progress);
  }

  public boolean stopRequested() {
    return stop.getAsBoolean();
  }

  void notice(String line) {
    notices.accept(line);
  }
}
