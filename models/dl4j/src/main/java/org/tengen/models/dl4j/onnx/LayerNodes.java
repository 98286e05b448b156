package org.tengen.models.dl4j.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.tengen.models.dl4j.planes.FusedNormalisation;

/** Writes a layer's nodes: what it computes when it is not trained. */
final class LayerNodes {
  private final NodeWriter writer;

  LayerNodes(NodeWriter writer) {
    this.writer = writer;
  }

  /** Writes {@code layer}, which reads {@code from}; the last node is named {@code name}. */
  void write(String name, org.deeplearning4j.nn.api.Layer layer, String from) {
    Layer settings = layer.conf().getLayer();
    if (settings instanceof ConvolutionLayer convolution && plain(convolution)) {
      convolution(name, convolution, layer, from);
    } else if (settings instanceof BatchNormalization norm) {
      normalisation(name, norm, layer, from);
    } else if (settings instanceof DenseLayer || settings instanceof OutputLayer) {
      dense(name, (BaseLayer) settings, layer, from);
    } else if (settings instanceof ActivationLayer activation) {
      activation(name, activation.getActivationFn(), from);
    } else if (settings instanceof LossLayer loss) {
      activation(name, loss.getActivationFn(), from);
    } else if (settings instanceof GlobalPoolingLayer pooling) {
      pooling(name, pooling, from);
    } else {
      throw unknown(name, settings.toString());
    }
  }

  static IllegalArgumentException unknown(String name, String what) {
    return new IllegalArgumentException(
        name
            + ": "
            + what
            + ": expected a convolution with stride 1 and as many points out as in, batch"
            + " normalisation, dense, output, loss, activation or global pooling layer; a sum,"
            + " merge, scale, widening or flattening vertex; and relu, tanh, softmax or identity");
  }

  private static boolean plain(ConvolutionLayer convolution) {
    return convolution.getClass() == ConvolutionLayer.class
        && convolution.getConvolutionMode() == ConvolutionMode.Same
        && convolution.getCnn2dDataFormat() == CNN2DFormat.NCHW
        && Arrays.equals(convolution.getStride(), new int[] {1, 1})
        && Arrays.equals(convolution.getDilation(), new int[] {1, 1})
        && convolution.getKernelSize()[0] % 2 == 1
        && convolution.getKernelSize()[1] % 2 == 1;
  }

  private void convolution(
      String name, ConvolutionLayer settings, org.deeplearning4j.nn.api.Layer layer, String from) {
    int[] kernel = settings.getKernelSize();
    long rows = kernel[0] / 2;
    long columns = kernel[1] / 2;
    List<String> inputs = new ArrayList<>(List.of(from));
    String weights = DefaultParamInitializer.WEIGHT_KEY;
    inputs.add(writer.constant(name + "." + weights, layer.getParam(weights)));
    if (settings.hasBias()) {
      inputs.add(bias(name, layer));
    }
    activated(
        name,
        settings.getActivationFn(),
        "Conv",
        inputs,
        NodeWriter.attributes("kernel_shape", kernel[0], kernel[1]),
        NodeWriter.attributes("pads", rows, columns, rows, columns),
        NodeWriter.attributes("strides", 1, 1));
  }

  private String bias(String name, org.deeplearning4j.nn.api.Layer layer) {
    String bias = DefaultParamInitializer.BIAS_KEY;
    return row(name, bias, layer);
  }

  private String row(String name, String parameter, org.deeplearning4j.nn.api.Layer layer) {
    float[] values = layer.getParam(parameter).dup('c').reshape(-1).toFloatVector();
    return writer.constant(name + "." + parameter, values, values.length);
  }

  private void normalisation(
      String name,
      BatchNormalization settings,
      org.deeplearning4j.nn.api.Layer layer,
      String from) {
    if (settings.isLockGammaBeta() || settings.isUseLogStd()) {
      throw unknown(name, settings.toString());
    }
    List<String> inputs =
        List.of(
            from,
            row(name, BatchNormalizationParamInitializer.GAMMA, layer),
            row(name, BatchNormalizationParamInitializer.BETA, layer),
            row(name, BatchNormalizationParamInitializer.GLOBAL_MEAN, layer),
            row(name, BatchNormalizationParamInitializer.GLOBAL_VAR, layer));
    AttributeProto epsilon = NodeWriter.attribute("epsilon", (float) settings.getEps());
    if (settings instanceof FusedNormalisation fused && fused.isRelu()) {
      writer.node(name + ".norm", "BatchNormalization", inputs, epsilon);
      writer.node(name, "Relu", List.of(name + ".norm"));
    } else {
      writer.node(name, "BatchNormalization", inputs, epsilon);
    }
  }

  private void dense(
      String name, BaseLayer settings, org.deeplearning4j.nn.api.Layer layer, String from) {
    String weights = DefaultParamInitializer.WEIGHT_KEY;
    List<String> inputs =
        List.of(
            from,
            writer.constant(name + "." + weights, layer.getParam(weights)),
            bias(name, layer));
    activated(name, settings.getActivationFn(), "Gemm", inputs);
  }

  /** A node and its activation, if it has one. */
  private void activated(
      String name,
      IActivation activation,
      String operator,
      List<String> inputs,
      AttributeProto... attributes) {
    if (activation instanceof ActivationIdentity) {
      writer.node(name, operator, inputs, attributes);
    } else {
      String sums = name + ".sums";
      writer.node(sums, operator, inputs, attributes);
      activation(name, activation, sums);
    }
  }

  private void activation(String name, IActivation activation, String from) {
    List<String> inputs = List.of(from);
    if (activation instanceof ActivationReLU) {
      writer.node(name, "Relu", inputs);
    } else if (activation instanceof ActivationTanH) {
      writer.node(name, "Tanh", inputs);
    } else if (activation instanceof ActivationSoftmax) {
      writer.node(name, "Softmax", inputs, NodeWriter.attribute("axis", 1));
    } else if (activation instanceof ActivationIdentity) {
      writer.node(name, "Identity", inputs);
    } else {
      throw unknown(name, activation.toString());
    }
  }

  private void pooling(String name, GlobalPoolingLayer settings, String from) {
    PoolingType type = settings.getPoolingType();
    if ((type != PoolingType.AVG && type != PoolingType.MAX) || !settings.isCollapseDimensions()) {
      throw unknown(name, settings.toString());
    }
    String pooled = name + ".pooled";
    String operator = type == PoolingType.AVG ? "GlobalAveragePool" : "GlobalMaxPool";
    writer.node(pooled, operator, List.of(from));
    writer.node(name, "Flatten", List.of(pooled), NodeWriter.attribute("axis", 1));
  }
}
