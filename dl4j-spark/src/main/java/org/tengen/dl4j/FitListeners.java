package org.tengen.dl4j;

import java.util.List;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.tengen.ps.image.RunImage;

/**
 * Calls Deeplearning4j's listeners in the driver, with the network as the server has it.
 *
 * <p>The network is written by whoever calls: the server's image thread while lanes train, the
 * driver's own before and after.
 */
final class FitListeners {
  private final TrainedNetwork network;
  private final List<TrainingListener> listeners;

  FitListeners(TrainedNetwork network, List<TrainingListener> listeners) {
    this.network = network;
    this.listeners = List.copyOf(listeners);
  }

  /** Whether there is anybody to call. */
  boolean any() {
    return !listeners.isEmpty();
  }

  void started() {
    listeners.forEach(listener -> listener.onEpochStart(network.model()));
  }

  /**
   * Shows the network after some updates. As Deeplearning4j does it, the iteration is the one that
   * was just made, counted from 0.
   *
   * @param score the mean loss of late
   */
  void updated(RunImage image, double score) {
    network.parameters(image.weights());
    int made = (int) Math.min(image.updates(), Integer.MAX_VALUE) - 1;
    network.iteration(made);
    network.score(score);
    listeners.forEach(listener -> listener.iterationDone(network.model(), made, network.epoch()));
  }

  void ended() {
    listeners.forEach(listener -> listener.onEpochEnd(network.model()));
  }
}
