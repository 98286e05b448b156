package org.tengen.models.dl4j.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.Replica;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.FloatMaths;
import org.tengen.models.dl4j.floats.Floats;

class NextWordMemoryTest {
  private static final int VOCABULARY = 5000;
  private static final int BATCH = 96;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @BeforeAll
  static void start() {
    Engine.load();
  }

  private static WindowBatch batch() {
    return new WindowBatch(5, new int[BATCH * 5], new int[BATCH]);
  }

  @ParameterizedTest
  @CsvSource({"LSTM, 1", "LSTM, 3", "SIMPLE_RNN, 1", "SIMPLE_RNN, 3", "GRU, 2", "LSTM_PEEPHOLE, 2"})
  void countsWhatAReplicaAllocates(Cell cell, int layers) {
    NetworkSettings.NextWord settings =
        new NetworkSettings.NextWord(cell, VOCABULARY, 5, 64, 128, layers, 0.2, 1);
    ReplicaMemory memory = Engine.load().nextWordMemory(settings, BATCH);
    long parameters;
    try (Replica<WindowBatch> first = Engine.load().nextWord(settings)) {
      parameters = first.length();
      first.step(batch(), 0); // loads the classes that a first step needs
    }
    Floats flat = Floats.allocate(parameters);
    Floats gradient = Floats.allocate(parameters);
    flat.put(0, new float[(int) parameters], 0, (int) parameters);
    long outside = Pointer.totalBytes();
    long inside = THREADS.getCurrentThreadAllocatedBytes();
    NextWordStep step = new NextWordStep(settings, FloatMaths.plain());
    step.gradient(batch(), flat, gradient, 1);
    outside = Pointer.totalBytes() - outside;
    inside = THREADS.getCurrentThreadAllocatedBytes() - inside;
    step.free();

    assertThat(memory.offHeapBytes())
        .isCloseTo(outside + 2 * Float.BYTES * parameters, within(10_000L));
    // layers below the uppermost drop an array of 49 KB at each time step but the last
    assertThat(memory.heapBytes()).isCloseTo(inside, within(300_000L + (layers - 1) * 200_000L));
    assertThat(memory.bytes()).isEqualTo(memory.offHeapBytes() + memory.heapBytes());
    flat.free();
    gradient.free();
  }

  @ParameterizedTest
  @EnumSource
  void aThousandStepsTakeNoMoreThanOne(Cell cell) {
    try (Replica<WindowBatch> replica =
        Engine.load().nextWord(new NetworkSettings.NextWord(cell, 50, 5, 8, 8, 2, 0, 1))) {
      WindowBatch batch = new WindowBatch(5, new int[40], new int[8]);
      replica.step(batch, 0);
      long outside = Pointer.totalBytes();
      for (int i = 0; i < 1000; i++) {
        replica.step(batch, 0);
      }

      assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(outside);
    }
  }
}
