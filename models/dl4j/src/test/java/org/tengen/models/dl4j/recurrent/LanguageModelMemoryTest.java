package org.tengen.models.dl4j.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.Replica;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.SeriesBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;

class LanguageModelMemoryTest {
  private static final int VOCABULARY = 3000;
  private static final int SERIES = 16;
  private static final int STEPS = 12;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static SeriesBatch batch(boolean fresh) {
    boolean[] all = new boolean[SERIES];
    Arrays.fill(all, fresh);
    return new SeriesBatch(SERIES, new int[SERIES * STEPS], new int[SERIES * STEPS], all);
  }

  @ParameterizedTest
  @CsvSource({
    "LSTM, 1, false, 0",
    "LSTM, 3, true, 0",
    "SIMPLE_RNN, 2, false, 0",
    "GRU, 2, true, 0",
    "LSTM_PEEPHOLE, 1, true, 0",
    "GRU, 1, false, 500"
  })
  void countsWhatAReplicaAllocates(Cell cell, int layers, boolean normalised, int sampled) {
    RecurrentLayers recurrent = new RecurrentLayers(cell, 64, 128, layers, false, normalised, 0.2);
    NetworkSettings.LanguageModel settings =
        new NetworkSettings.LanguageModel(VOCABULARY, recurrent, false, sampled, 1);
    ReplicaMemory memory = Engine.load().languageModelMemory(settings, SERIES, STEPS);
    try (Replica<SeriesBatch> first = Engine.load().languageModel(settings)) {
      first.step(batch(true), 0); // loads the classes that a first step needs
      first.loss(batch(true));
    }
    int parameters = (int) settings.parameters();
    Floats flat = Floats.zeros(parameters);
    Floats gradient = Floats.zeros(parameters);
    long outside = Pointer.totalBytes();
    long inside = THREADS.getCurrentThreadAllocatedBytes();
    LanguageModelStep step = new LanguageModelStep(settings, FloatMaths.plain());
    step.gradient(batch(true), flat, gradient, step.newState(), 1);
    step.loss(batch(true), flat, step.newState());
    outside = Pointer.totalBytes() - outside;
    inside = THREADS.getCurrentThreadAllocatedBytes() - inside;
    step.free();
    flat.free();
    gradient.free();

    assertThat(memory.offHeapBytes())
        .isCloseTo(outside + 2L * Float.BYTES * parameters, within(10_000L));
    // each time step below the uppermost drops an array, and each product some pointers
    assertThat(memory.heapBytes()).isCloseTo(inside, within(300_000L + (layers - 1) * 200_000L));
  }

  @ParameterizedTest
  @CsvSource({"LSTM, 0", "GRU, 0", "SIMPLE_RNN, 10"})
  void aThousandStepsTakeNoMoreThanOne(Cell cell, int sampled) {
    NetworkSettings.LanguageModel settings =
        new NetworkSettings.LanguageModel(
            50, new RecurrentLayers(cell, 8, 8, 2, 0.1), true, sampled, 1);
    try (Replica<SeriesBatch> replica = Engine.load().languageModel(settings)) {
      replica.step(batch(true), 0);
      long outside = Pointer.totalBytes();
      for (int i = 0; i < 1000; i++) {
        replica.step(batch(false), i);
      }

      assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(outside);
    }
  }
}
