package org.tengen.models.dl4j;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.tengen.models.dl4j.policyvalue.PolicyValueGraph;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueBatch;
import org.tengen.models.policyvalue.PolicyValueOutputs;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.models.policyvalue.PolicyValueSettings;

/** The policy-value network: its graph on Deeplearning4j, and arrays that batches are copied to. */
final class ResidualReplica implements PolicyValueReplica {
  private final PolicyValueSettings settings;
  private final NetworkReplica network;

  /** Of the last positions and targets, taken again by as many. */
  private @Nullable INDArray features;

  private List<INDArray> labels = List.of();

  ResidualReplica(PolicyValueSettings settings) {
    NativeRuntime.start();
    this.settings = settings;
    network =
        new NetworkReplica(
            NetworkDescription.of(
                PolicyValueGraph.configuration(settings, new NoOp(), DataType.FLOAT), 0));
  }

  @Override
  public BoardPlanes input() {
    return settings.input();
  }

  @Override
  public int length() {
    return network.length();
  }

  @Override
  public FloatBuffer parameters() {
    return network.parameters();
  }

  @Override
  public FloatBuffer gradient() {
    return network.gradient();
  }

  @Override
  public List<Span> statistics() {
    return network.statistics();
  }

  @Override
  public double step(PolicyValueBatch batch, long randomSeed) {
    return network.step(dataSet(batch), randomSeed);
  }

  @Override
  public double loss(PolicyValueBatch batch) {
    return network.loss(dataSet(batch));
  }

  @Override
  public PolicyValueOutputs evaluate(int positions, float[] planes) {
    List<float[]> said = new ArrayList<>();
    for (INDArray output : network.outputs(features(positions, planes))) {
      said.add(output.reshape(output.length()).toFloatVector());
      output.close();
    }
    float[] nothing = new float[0];
    return new PolicyValueOutputs(
        positions,
        said.get(0),
        said.get(1),
        settings.heads().ownership() ? said.get(2) : nothing,
        settings.heads().score() ? said.get(said.size() - 1) : nothing);
  }

  private DataSetBatch dataSet(PolicyValueBatch batch) {
    batch.check(settings);
    INDArray planes = features(batch.samples(), batch.planes());
    return new DataSetBatch(new MultiDataSet(new INDArray[] {planes}, labels(batch)), 0);
  }

  private INDArray features(int positions, float[] planes) {
    INDArray array = features;
    if (array == null || array.size(0) != positions) {
      free();
      BoardPlanes input = settings.input();
      array = Nd4j.create(DataType.FLOAT, positions, input.planes(), input.height(), input.width());
      features = array;
    }
    fill(array, planes);
    return array;
  }

  private INDArray[] labels(PolicyValueBatch batch) {
    List<float[]> targets = new ArrayList<>(List.of(batch.policies(), batch.values()));
    if (settings.heads().ownership()) {
      targets.add(batch.ownership());
    }
    if (settings.heads().score()) {
      targets.add(batch.scores());
    }
    if (labels.isEmpty()) {
      labels =
          targets.stream()
              .map(each -> (long) each.length / batch.samples())
              .map(each -> Nd4j.create(DataType.FLOAT, batch.samples(), each))
              .toList();
    }
    for (int i = 0; i < targets.size(); i++) {
      fill(labels.get(i), targets.get(i));
    }
    return labels.toArray(INDArray[]::new);
  }

  private static void fill(INDArray array, float[] floats) {
    array.data().asNioFloat().put(0, floats, 0, Math.toIntExact(array.length()));
  }

  private void free() {
    if (features != null) {
      features.close();
      features = null;
    }
    labels.forEach(INDArray::close);
    labels = List.of();
  }

  @Override
  public void close() {
    free();
    network.close();
  }
}
