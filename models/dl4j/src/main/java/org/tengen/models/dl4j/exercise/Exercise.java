package org.tengen.models.dl4j.exercise;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tengen.models.Replica;
import org.tengen.models.dl4j.DataSetBatch;
import org.tengen.models.dl4j.NetworkDescription;
import org.tengen.models.dl4j.NetworkReplica;

/** A small network with its examples: all that is needed to train it, on any worker. */
public interface Exercise extends Serializable {
  /** What tells it from the others that it is compared with. */
  String name();

  /** The network, its first weights decided by its seed. */
  MultiLayerConfiguration network();

  /** The examples of a step, which the seed draws. */
  DataSetBatch examples(long seed);

  /** How well the network does what the exercise asks, on examples that are never trained on. */
  double measure(float[] weights);

  /** A new replica. */
  default Replica<DataSetBatch> replica() {
    return new NetworkReplica(NetworkDescription.of(network(), 0));
  }

  /** The network with weights. */
  default MultiLayerNetwork trained(float[] weights) {
    MultiLayerNetwork network = new MultiLayerNetwork(network());
    network.init();
    INDArray flat = Nd4j.createFromArray(weights);
    network.setParams(flat);
    return network;
  }

  /**
   * Writes the network with weights as Deeplearning4j's own zip, which its ModelSerializer reads.
   */
  default void save(float[] weights, OutputStream out) throws IOException {
    ModelSerializer.writeModel(trained(weights), out, false);
  }
}
