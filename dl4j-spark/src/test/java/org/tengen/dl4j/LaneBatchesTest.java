package org.tengen.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.tengen.driver.examples.ExampleOpener.Opened;

class LaneBatchesTest {
  @TempDir Path folder;

  @Test
  void regroupsExamplesToTheBatchSizeWhateverTheyCameIn() throws IOException {
    DataSet two = numbered(0, 2);
    DataSet three = numbered(2, 3);
    DataSet one = numbered(5, 1);

    LaneBatches batches = batches(new BatchShape(6, 2, 1), two, three, one);

    assertThat(batches.at(0).getFeatures(0)).isEqualTo(numbered(0, 3).getFeatures());
    assertThat(batches.at(0).getLabels(0)).isEqualTo(numbered(0, 3).getLabels());
    assertThat(batches.at(1).getFeatures(0)).isEqualTo(numbered(3, 3).getFeatures());
    assertThat(batches.at(1).getFeaturesMaskArrays()).isNull();
  }

  @Test
  void cutsUnevenExamplesIntoBatchesOfOneSizeOrOneLess() throws IOException {
    LaneBatches batches = batches(new BatchShape(7, 3, 1), numbered(0, 7));

    assertThat(List.of(0L, 1L, 2L))
        .extracting(clock -> batches.at(clock).getFeatures(0).size(0))
        .containsExactly(2L, 2L, 3L);
  }

  @Test
  void goesThroughALaterRoundInAnotherOrder() throws IOException {
    LaneBatches batches = batches(new BatchShape(50, 5, 1), numbered(0, 50));
    List<Float> first = new ArrayList<>();
    List<Float> second = new ArrayList<>();
    for (long clock = 0; clock < 5; clock++) {
      add(first, batches.at(clock));
      add(second, batches.at(5 + clock));
    }

    assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
  }

  @Test
  void keepsShapesTypesAndMasks() throws IOException {
    INDArray images = Nd4j.rand(DataType.FLOAT, 4, 2, 3, 3);
    INDArray ids = Nd4j.createFromArray(new int[][] {{1}, {2}, {3}, {4}});
    INDArray labels = Nd4j.rand(DataType.DOUBLE, 4, 5);
    INDArray mask = Nd4j.createFromArray(new float[][] {{1}, {0}, {1}, {0}});
    MultiDataSet set =
        new MultiDataSet(
            new INDArray[] {images, ids}, new INDArray[] {labels}, null, new INDArray[] {mask});

    MultiDataSet batch = batches(new BatchShape(4, 1, 1), new OpenedDataSet(set)).at(0);

    assertThat(batch.getFeatures(0)).isEqualTo(images);
    assertThat(batch.getFeatures(1)).isEqualTo(ids);
    assertThat(batch.getFeatures(1).dataType()).isEqualTo(DataType.INT32);
    assertThat(batch.getLabels(0)).isEqualTo(labels);
    assertThat(batch.getFeaturesMaskArrays()).isNull();
    assertThat(batch.getLabelsMaskArray(0)).isEqualTo(mask);
  }

  @Test
  void padsAndMasksSequencesOfDifferentLengths() throws IOException {
    DataSet sequenceOf2 = new DataSet(Nd4j.ones(1, 1, 2), Nd4j.ones(1, 1, 2));
    DataSet sequenceOf3 = new DataSet(Nd4j.ones(1, 1, 3), Nd4j.ones(1, 1, 3));

    MultiDataSet batch = batches(new BatchShape(2, 1, 1), sequenceOf2, sequenceOf3).at(0);

    assertThat(batch.getFeatures(0).shape()).containsExactly(2, 1, 3);
    assertThat(batch.getFeaturesMaskArray(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 1, 0}, {1, 1, 1}});
    assertThat(batch.getLabelsMaskArray(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 1, 0}, {1, 1, 1}});
  }

  @Test
  void readsViewsAndColumnMajorArraysRowByRow() throws IOException {
    INDArray wide = Nd4j.arange(12).castTo(DataType.FLOAT).reshape(3, 4);
    INDArray view = wide.getColumns(1, 2);
    DataSet set = new DataSet(view, wide.dup('f'));

    MultiDataSet batch = batches(new BatchShape(3, 1, 1), set).at(0);

    assertThat(batch.getFeatures(0)).isEqualTo(view);
    assertThat(batch.getLabels(0)).isEqualTo(wide);
  }

  @Test
  void keepsExamplesWhoseArraysAreFreedMeanwhile() throws IOException {
    int count = 20_000;
    Opened opened = new DataSets.Single().open(numbered(0, count));

    List<INDArray> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      System.gc();
      others.add(Nd4j.ones(DataType.FLOAT, count, 2));
      others.add(Nd4j.ones(DataType.FLOAT, count, 1));
    }

    assertThat(others).isNotEmpty();
    assertThat(batches(new BatchShape(count, 1, 1), opened).at(0).getFeatures(0))
        .isEqualTo(numbered(0, count).getFeatures());
  }

  private static void add(List<Float> values, MultiDataSet batch) {
    for (float value : batch.getFeatures(0).getColumn(0).toFloatVector()) {
      values.add(value);
    }
  }

  /** Example i has features (i, i + 0.5) and label (-i). */
  private static DataSet numbered(int from, int count) {
    float[][] features = new float[count][];
    float[][] labels = new float[count][];
    for (int i = 0; i < count; i++) {
      features[i] = new float[] {from + i, from + i + 0.5f};
      labels[i] = new float[] {-from - i};
    }
    return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
  }

  private LaneBatches batches(BatchShape shape, DataSet... sets) throws IOException {
    Opened[] opened = new Opened[sets.length];
    for (int i = 0; i < sets.length; i++) {
      opened[i] = new DataSets.Single().open(sets[i]);
    }
    return batches(shape, opened);
  }

  private LaneBatches batches(BatchShape shape, Opened... opened) throws IOException {
    List<byte[]> examples = new ArrayList<>();
    for (Opened set : opened) {
      for (int i = 0; i < set.count(); i++) {
        examples.add(set.encode(i));
      }
    }
    return new LaneBatches(
        ExampleFile.write(folder.resolve("examples"), examples.iterator()), shape);
  }
}
