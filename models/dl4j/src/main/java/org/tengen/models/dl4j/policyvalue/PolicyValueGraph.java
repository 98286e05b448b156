package org.tengen.models.dl4j.policyvalue;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueHeads;
import org.tengen.models.policyvalue.PolicyValueSettings;

/** The policy-value network as Deeplearning4j reads it, for whoever trains it there. */
public final class PolicyValueGraph {
  /** The graph's input. */
  public static final String PLANES = "planes";

  /** Its outputs, in this order; the two last where the network has such a head. */
  public static final String POLICY = "policy";

  public static final String VALUE = "value";
  public static final String OWNERSHIP = "ownership";
  public static final String SCORE = "score";

  /** Stands for the seed 0, which Deeplearning4j takes as none. */
  private static final long ZERO = 0x9E3779B97F4A7C15L;

  private PolicyValueGraph() {}

  /**
   * The network. Features are [batch, planes, height, width]; labels, in the outputs' order,
   * [batch, moves], [batch, 1], [batch, points] and [batch, 1].
   *
   * @param type float32 to train; float64 to check it
   */
  public static ComputationGraphConfiguration configuration(
      PolicyValueSettings settings, IUpdater updater, DataType type) {
    BoardPlanes input = settings.input();
    var builder =
        new NeuralNetConfiguration.Builder()
            .seed(settings.seed() == 0 ? ZERO : settings.seed())
            .dataType(type)
            .updater(updater)
            .activation(Activation.IDENTITY)
            .weightInit(WeightInit.RELU)
            .l2(2 * settings.l2()) // Deeplearning4j's is half of the square
            .cacheMode(CacheMode.DEVICE) // else each convolution is computed again going back
            .graphBuilder()
            .addInputs(PLANES)
            .setInputTypes(InputType.convolutional(input.height(), input.width(), input.planes()));
    GraphLayers layers = new GraphLayers(builder);
    String tower = new TowerLayers(layers, settings.tower()).add(PLANES, input.planes());
    new HeadLayers(layers, settings.heads(), input).add(tower, settings.tower().outputs());
    return builder.setOutputs(outputs(settings.heads()).toArray(String[]::new)).build();
  }

  /** The names of the graph's outputs. */
  public static List<String> outputs(PolicyValueHeads heads) {
    List<String> outputs = new ArrayList<>(List.of(POLICY, VALUE));
    if (heads.ownership()) {
      outputs.add(OWNERSHIP);
    }
    if (heads.score()) {
      outputs.add(SCORE);
    }
    return List.copyOf(outputs);
  }
}
