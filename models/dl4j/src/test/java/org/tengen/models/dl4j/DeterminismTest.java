package org.tengen.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.WindowBatch;

/** Bulk-synchronous training is repeated bit by bit only if each gradient is. */
class DeterminismTest {
  private static final int THREADS = 2;
  private static final int REPETITIONS = 60;

  private static int bits(FloatBuffer buffer) {
    CRC32C crc = new CRC32C();
    for (int i = 0; i < buffer.limit(); i++) {
      int bits = Float.floatToRawIntBits(buffer.get(i));
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        crc.update(bits >>> shift);
      }
    }
    return (int) crc.getValue();
  }

  /** What each of the threads saw, all starting together. */
  private static Set<Integer> concurrently(Callable<Set<Integer>> replica)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<Set<Integer>>> futures = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return replica.call();
                }));
      }
      Set<Integer> seen = new HashSet<>();
      for (Future<Set<Integer>> future : futures) {
        seen.addAll(future.get());
      }
      return seen;
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nextWordGradientsHaveTheSameBitsInEveryThreadAndRepetition(Cell cell) throws Exception {
    NetworkSettings.NextWord settings =
        new NetworkSettings.NextWord(cell, 1003, 5, 24, 40, 2, 0.2, 7);
    WindowBatch batch = words(33, 1003);
    Set<Integer> seen =
        concurrently(
            () -> {
              Set<Integer> bits = new HashSet<>();
              for (int built = 0; built < 3; built++) {
                try (WindowReplica replica = new WindowReplica(settings)) {
                  for (int i = 0; i < REPETITIONS / 3; i++) {
                    replica.step(batch, 0);
                    bits.add(bits(replica.gradient()));
                    replica.loss(words(1 + i, 1003));
                  }
                }
              }
              return bits;
            });

    assertThat(seen).hasSize(1);
  }

  private static WindowBatch words(int samples, int vocabulary) {
    int[] contexts = new int[samples * 5];
    int[] targets = new int[samples];
    for (int i = 0; i < contexts.length; i++) {
      contexts[i] = i * 37 % vocabulary;
    }
    for (int i = 0; i < samples; i++) {
      targets[i] = i * 91 % vocabulary;
    }
    return new WindowBatch(5, contexts, targets);
  }

  @ParameterizedTest
  @EnumSource
  void theEnginesOwnLayersGiveTheSameBitsToo(SmallNetworks kind) throws Exception {
    NetworkDescription description = NetworkDescription.of(kind.configuration(DataType.FLOAT), 0);

    assertThat(concurrently(() -> repeat(description, kind.batch(DataType.FLOAT), 99))).hasSize(1);
  }

  @Test
  void dropoutComesFromTheStepsSeedAloneWhateverOtherThreadsDraw() throws Exception {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .list(
                new DenseLayer.Builder().nIn(20).nOut(50).dropOut(0.5).build(),
                new OutputLayer.Builder()
                    .nIn(50)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .dropOut(0.8)
                    .build())
            .build();
    NetworkDescription description = NetworkDescription.of(configuration, 0);
    NativeRuntime.start();
    DataSet data =
        new DataSet(
            Nd4j.linspace(DataType.FLOAT, -1, 0.01, 200).reshape(10, 20),
            Nd4j.eye(3).repeat(0, 4).get(NDArrayIndex.interval(0, 10)));

    assertThat(concurrently(() -> repeat(description, data, 99))).hasSize(1);
    assertThat(concurrently(() -> repeat(description, data, 0))).hasSize(1);
    try (NetworkReplica replica = new NetworkReplica(description)) {
      DataSetBatch batch = new DataSetBatch(data.toMultiDataSet(), 0);
      replica.step(batch, 1);
      int one = bits(replica.gradient());
      replica.step(batch, 2);
      assertThat(bits(replica.gradient())).isNotEqualTo(one);
    }
  }

  private static Set<Integer> repeat(NetworkDescription description, DataSet data, long seed) {
    Set<Integer> bits = new HashSet<>();
    try (NetworkReplica replica = new NetworkReplica(description)) {
      FloatBuffer parameters = replica.parameters();
      for (int i = 0; i < replica.length(); i++) {
        parameters.put(i, (i * 31 % 64 - 32) / 100f + 0.4f);
      }
      DataSetBatch batch = new DataSetBatch(data.toMultiDataSet(), 0);
      for (int i = 0; i < REPETITIONS; i++) {
        replica.step(batch, seed);
        bits.add(bits(replica.gradient()));
        Nd4j.getRandom().nextFloat(); // what the last step left behind must not matter
      }
    }
    return bits;
  }
}
