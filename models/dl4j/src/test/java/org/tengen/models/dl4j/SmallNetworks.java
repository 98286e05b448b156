package org.tengen.models.dl4j;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** One small network for each layer that Tengen's networks use, and a batch for it. */
enum SmallNetworks {
  DENSE {
    @Override
    MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
      return builder.list(dense(), output()).setInputType(InputType.feedForward(FEATURES)).build();
    }
  },
  LSTM_SERIES {
    @Override
    MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
      return builder
          .list(new LSTM.Builder().nOut(5).build(), fused())
          .setInputType(InputType.recurrent(FEATURES, STEPS, RNNFormat.NCW))
          .build();
    }
  },
  FUSED_LSTM_SERIES {
    @Override
    MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
      return builder
          .list(fusedLstm(FEATURES, 5), fusedLstm(5, 4), fused())
          .setInputType(InputType.recurrent(FEATURES, STEPS, RNNFormat.NCW))
          .build();
    }
  },
  EMBEDDING_AND_LAST_STEP_OF_FUSED_LSTM {
    @Override
    MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
      return words(builder, fusedLstm(4, 5));
    }
  },
  EMBEDDING_AND_LAST_STEP_OF_LSTM {
    @Override
    MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
      return words(builder, new LSTM.Builder().nIn(4).nOut(5).build());
    }
  },
  EMBEDDING_AND_LAST_STEP_OF_SIMPLE_RNN {
    @Override
    MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
      return words(builder, new SimpleRnn.Builder().nIn(4).nOut(5).build());
    }
  },
  CONVOLUTION {
    @Override
    MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
      return image(builder, convolution(), convolution());
    }
  },
  BATCH_NORMALISATION {
    @Override
    MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
      return image(
          builder,
          convolution(),
          new BatchNormalization.Builder().helperAllowFallback(false).build(),
          dense());
    }
  },
  AVERAGE_SUBSAMPLING {
    @Override
    MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
      return image(builder, convolution(), pooling(PoolingType.AVG));
    }
  },
  LARGEST_SUBSAMPLING {
    @Override
    MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
      return image(builder, convolution(), pooling(PoolingType.MAX));
    }
  };

  static final int SAMPLES = 4;
  private static final int FEATURES = 6;
  private static final int STEPS = 3;
  private static final int CLASSES = 7;
  private static final int SIDE = 6;
  private static final int PLANES = 2;
  private static final int WORDS = 11;

  abstract MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder);

  MultiLayerConfiguration configuration(DataType type) {
    return configuration(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(type)
            .updater(new NoOp())
            .activation(Activation.TANH)
            .cacheMode(CacheMode.DEVICE));
  }

  /** A batch that fits the network. */
  DataSet batch(DataType type) {
    SplittableRandom random = new SplittableRandom(17);
    return switch (this) {
      case DENSE -> new DataSet(noise(random, type, SAMPLES, FEATURES), labels(random, type));
      case LSTM_SERIES, FUSED_LSTM_SERIES ->
          new DataSet(
              noise(random, type, SAMPLES, FEATURES, STEPS),
              ids(random, type, CLASSES, SAMPLES, 1, STEPS));
      case EMBEDDING_AND_LAST_STEP_OF_FUSED_LSTM,
          EMBEDDING_AND_LAST_STEP_OF_LSTM,
          EMBEDDING_AND_LAST_STEP_OF_SIMPLE_RNN ->
          new DataSet(
              ids(random, type, WORDS, SAMPLES, STEPS), ids(random, type, CLASSES, SAMPLES, 1));
      case CONVOLUTION, BATCH_NORMALISATION, AVERAGE_SUBSAMPLING, LARGEST_SUBSAMPLING ->
          new DataSet(noise(random, type, SAMPLES, PLANES, SIDE, SIDE), labels(random, type));
    };
  }

  private static MultiLayerConfiguration words(
      NeuralNetConfiguration.Builder builder, Layer recurrent) {
    return builder
        .list(
            new EmbeddingSequenceLayer.Builder().nIn(WORDS).nOut(4).inputLength(STEPS).build(),
            new LastTimeStep(recurrent),
            new FusedSoftmaxOutput.Builder().nIn(5).nOut(CLASSES).build())
        .build();
  }

  private static MultiLayerConfiguration image(
      NeuralNetConfiguration.Builder builder, Layer... layers) {
    var list = builder.list(layers);
    list.layer(layers.length, output());
    return list.setInputType(InputType.convolutional(SIDE, SIDE, PLANES)).build();
  }

  private static Layer fusedLstm(int inputs, int outputs) {
    return FusedLstm.of(new LSTM.Builder().nIn(inputs).nOut(outputs).build());
  }

  private static Layer dense() {
    return new DenseLayer.Builder().nOut(5).build();
  }

  private static Layer output() {
    return new OutputLayer.Builder().nOut(CLASSES).activation(Activation.SOFTMAX).build();
  }

  private static Layer fused() {
    return new FusedSoftmaxOutput.Builder().nOut(CLASSES).build();
  }

  private static Layer convolution() {
    return new ConvolutionLayer.Builder(3, 3).nOut(3).helperAllowFallback(false).build();
  }

  private static Layer pooling(PoolingType type) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(2, 2)
        .stride(2, 2)
        .helperAllowFallback(false)
        .build();
  }

  private static INDArray noise(SplittableRandom random, DataType type, long... shape) {
    INDArray noise = Nd4j.create(type, shape);
    for (long i = 0; i < noise.length(); i++) {
      noise.putScalar(i, (float) (random.nextDouble() * 2 - 1));
    }
    return noise;
  }

  private static INDArray ids(SplittableRandom random, DataType type, int bound, long... shape) {
    INDArray ids = Nd4j.create(type, shape);
    for (long i = 0; i < ids.length(); i++) {
      ids.putScalar(i, random.nextInt(bound));
    }
    return ids;
  }

  private static INDArray labels(SplittableRandom random, DataType type) {
    INDArray labels = Nd4j.create(type, SAMPLES, CLASSES);
    for (int sample = 0; sample < SAMPLES; sample++) {
      labels.putScalar(sample, random.nextInt(CLASSES), 1);
    }
    return labels;
  }
}
