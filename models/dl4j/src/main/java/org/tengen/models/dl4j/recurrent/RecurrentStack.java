package org.tengen.models.dl4j.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.floats.SplitMix;

/**
 * Recurrent layers, one on the other, whose parameters lie so in a network's, the lowest first. One
 * thread.
 */
final class RecurrentStack {
  private final List<RecurrentLayer> layers = new ArrayList<>();
  private final int units;
  private final int parameters;
  private int time;

  /**
   * The layers that {@code settings} describe.
   *
   * @param at where their parameters begin in the network's
   */
  RecurrentStack(RecurrentLayers settings, int at, FloatMath math) {
    units = settings.hidden();
    int next = at;
    for (int layer = 0; layer < settings.layers(); layer++) {
      RecurrentLayer made = new RecurrentLayer(settings, layer, next, math);
      layers.add(made);
      next = Math.addExact(next, made.parameters());
    }
    parameters = next - at;
  }

  /** Floats of parameters. */
  int parameters() {
    return parameters;
  }

  /** Where the series that the lowest reads are written, [time][batch][inputs]. */
  Floats input() {
    return layers.get(0).reading().values();
  }

  /** Nothing carried yet, for layers of this stack. */
  CarriedState newState() {
    return new CarriedState(units, layers.stream().mapToInt(RecurrentLayer::carried).toArray());
  }

  /**
   * The uppermost layer's outputs, [time][batch][outputs], valid until the next call.
   *
   * @param flat the network's parameters
   * @param state read and written; null for series that begin at zero and end here
   * @param seeds gives each layer's dropout a seed, the lowest first; null for no dropout
   */
  Floats forward(Floats flat, @Nullable CarriedState state, @Nullable SplitMix seeds) {
    Floats outputs = input();
    for (int i = 0; i < layers.size(); i++) {
      RecurrentLayer layer = layers.get(i);
      if (i > 0) {
        layer.reading().read(outputs);
      }
      if (seeds != null) {
        layer.reading().drop(seeds.next());
      }
      outputs = layer.forward(flat, state == null ? null : state.of(i));
    }
    return outputs;
  }

  /**
   * Writes the layers' part of the network's gradient, and gives the one of {@link #input}.
   *
   * @param outer with regard to the uppermost's outputs of the last {@code steps} time steps
   */
  Floats backward(Floats flat, Floats outer, int steps, Floats gradient) {
    Floats deltas = outer;
    int fed = steps;
    for (int i = layers.size() - 1; i >= 0; i--) {
      deltas = layers.get(i).backward(flat, deltas, fed, gradient);
      // a layer below the uppermost feeds every time step of the one above it
      fed = time;
    }
    return deltas;
  }

  /** Makes room for a batch's series. */
  void resize(int batch, int newTime) {
    time = newTime;
    layers.forEach(layer -> layer.resize(batch, time));
  }

  /** Gives the memory back. */
  void free() {
    layers.forEach(RecurrentLayer::free);
  }
}
