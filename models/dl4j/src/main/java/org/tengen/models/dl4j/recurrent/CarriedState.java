package org.tengen.models.dl4j.recurrent;

import java.util.Arrays;
import org.tengen.models.SeriesBatch;

/**
 * What each of several series carries from one chunk of its text to the next, layer by layer:
 * outputs, and cells where there are such. A step reads it and leaves it for the next one. One
 * thread.
 */
public final class CarriedState {
  private final int units;
  private final int[] perSeries;
  private final float[][] layers;
  private int series;

  /**
   * Nothing yet.
   *
   * @param units of a layer
   * @param perSeries floats of a series in each layer, a multiple of {@code units}
   */
  CarriedState(int units, int[] perSeries) {
    this.units = units;
    this.perSeries = perSeries;
    layers = new float[perSeries.length][0];
  }

  /**
   * Makes the state that {@code batch} begins with: zero for series that are fresh, and for all of
   * them when nothing went before.
   *
   * @throws IllegalArgumentException if other numbers of series went before and one goes on
   */
  void begin(SeriesBatch batch) {
    if (series != batch.series()) {
      requireFresh(batch);
      series = batch.series();
      for (int layer = 0; layer < layers.length; layer++) {
        layers[layer] = new float[series * perSeries[layer]];
      }
    }
    for (int s = 0; s < series; s++) {
      if (batch.fresh()[s]) {
        clear(s);
      }
    }
  }

  private void requireFresh(SeriesBatch batch) {
    for (boolean fresh : batch.fresh()) {
      if (!fresh && series > 0) {
        throw new IllegalArgumentException(
            "a batch of %d series that go on behind one of %d: expected as many, or all fresh"
                .formatted(batch.series(), series));
      }
    }
  }

  /** A layer's floats are blocks of one number for each unit, [block][series][units]. */
  private void clear(int s) {
    for (float[] layer : layers) {
      for (int from = s * units; from < layer.length; from += series * units) {
        Arrays.fill(layer, from, from + units, 0f);
      }
    }
  }

  /** What layer {@code layer} carries, to be read and written. */
  float[] of(int layer) {
    return layers[layer];
  }
}
