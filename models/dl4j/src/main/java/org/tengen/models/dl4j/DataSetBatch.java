package org.tengen.models.dl4j;

import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.tengen.models.Batch;

/**
 * Deeplearning4j's own batch.
 *
 * @param set features, labels and masks; a layered network takes the first of each
 * @param iteration the number of updates before: what settings that change by iteration go by
 */
public record DataSetBatch(MultiDataSet set, int iteration) implements Batch {
  @Override
  public int samples() {
    return Math.toIntExact(set.getFeatures(0).size(0));
  }
}
