package org.tengen.models.dl4j;

import java.io.Serializable;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * Any network of Deeplearning4j's, as a configuration that can be sent and built anywhere. Its
 * updaters are the server's part; all that comes before an updater is the replica's.
 *
 * @param epoch how many epochs the network has been trained for
 */
public record NetworkDescription(Configuration configuration, int epoch) implements Serializable {

  /** One of Deeplearning4j's two kinds of configuration, copied. */
  public sealed interface Configuration extends Serializable {
    /** Layers in a row. */
    record Layered(MultiLayerConfiguration layers) implements Configuration {
      public Layered {
        layers = layers.clone();
      }
    }

    /** A graph of vertices. */
    record Graph(ComputationGraphConfiguration vertices) implements Configuration {
      public Graph {
        vertices = vertices.clone();
      }
    }
  }

  /** A layered network. */
  public static NetworkDescription of(MultiLayerConfiguration layers, int epoch) {
    return new NetworkDescription(new Configuration.Layered(layers), epoch);
  }

  /** A graph. */
  public static NetworkDescription of(ComputationGraphConfiguration vertices, int epoch) {
    return new NetworkDescription(new Configuration.Graph(vertices), epoch);
  }
}
