package org.tengen.models.dl4j.policyvalue;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.Activation;
import org.tengen.models.dl4j.planes.FusedNormalisation;

/**
 * Adds to a graph what towers and heads are made of. Each method takes the name of what it adds
 * first, then of what that reads, and returns the name of the last thing added.
 */
final class GraphLayers {
  /** Batch normalisation's addend to variances, and the share of old running statistics. */
  private static final double EPSILON = 1e-5;

  private static final double DECAY = 0.9;

  private final GraphBuilder builder;

  GraphLayers(GraphBuilder builder) {
    this.builder = builder;
  }

  String layer(String name, Layer layer, String from) {
    builder.addLayer(name, layer, from);
    return name;
  }

  String vertex(String name, GraphVertex vertex, String... from) {
    builder.addVertex(name, vertex, from);
    return name;
  }

  /** A convolution of {@code side} x {@code side} points, without a bias. */
  String convolution(String name, String from, int side, int in, int out) {
    return layer(name, convolution(side, in, out, false), from);
  }

  /** A convolution of one point, with a bias. */
  String pointwise(String name, String from, int in, int out) {
    return layer(name, convolution(1, in, out, true), from);
  }

  private static ConvolutionLayer convolution(int side, int in, int out, boolean bias) {
    return new ConvolutionLayer.Builder(side, side)
        .nIn(in)
        .nOut(out)
        .convolutionMode(ConvolutionMode.Same)
        .hasBias(bias)
        .helperAllowFallback(false)
        .build();
  }

  /** Batch normalisation. */
  String normalised(String name, String from, int filters) {
    return layer(name, FusedNormalisation.of(normalisation(filters), false), from);
  }

  /** Batch normalisation, then ReLU. */
  String activated(String name, String from, int filters) {
    return layer(name, FusedNormalisation.of(normalisation(filters), true), from);
  }

  private static BatchNormalization normalisation(int filters) {
    return new BatchNormalization.Builder()
        .nIn(filters)
        .nOut(filters)
        .eps(EPSILON)
        .decay(DECAY)
        .useLogStd(false)
        .helperAllowFallback(false)
        .build();
  }

  String relu(String name, String from) {
    return layer(name, new ActivationLayer(Activation.RELU), from);
  }

  String sum(String name, String one, String other) {
    return vertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), one, other);
  }
}
