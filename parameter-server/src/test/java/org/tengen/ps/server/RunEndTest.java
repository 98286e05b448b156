package org.tengen.ps.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.LaneException;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/** How runs stop, fail and go on, with one lane that the test itself moves. */
class RunEndTest {
  private static final int LENGTH = 40;
  private static final Layout LAYOUT = new Layout(LENGTH, 10, 2);
  private static final RunImage INITIAL = RunImage.initial(LAYOUT, 1, new float[LENGTH]);

  private static Training training(String strategy, int lanes, int iterations) {
    TableSpec table =
        TableSpec.uniform(
            LENGTH, List.of(), OptimiserSettings.parse("adam"), Schedule.parse("cosine", 0.1f));
    return new Training(
        table, LAYOUT, lanes, Strategy.parse(strategy), Budget.ofIterations(iterations, lanes));
  }

  private static ServerSettings settings(String id, Training training, long evaluateEvery) {
    Deadlines hasty = new Deadlines(Duration.ofMillis(100), Duration.ofSeconds(20));
    return new ServerSettings(id, training, new ImageIntervals(evaluateEvery, 0), hasty);
  }

  private static LaneSession join(String id) throws InterruptedException {
    return Lanes.join(
        0, "here", Map.of(), Registry.find(id).orElseThrow(), ClientSettings.usual(LAYOUT));
  }

  /** Trains until {@code clock}, or the budget's end. */
  private static void train(LaneSession session, long until) throws InterruptedException {
    FloatBuffer weights = FloatBuffer.allocate(LENGTH);
    FloatBuffer gradient = FloatBuffer.allocate(LENGTH);
    for (long clock = session.clock(); clock < until && session.pull(clock, weights); clock++) {
      for (int i = 0; i < LENGTH; i++) {
        gradient.put(i, weights.get(i) - i);
      }
      session.push(clock, gradient, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "asp"})
  void goesOnFromAStopInTheBitsOfARunThatWasNotStopped(String strategy) throws Exception {
    Training training = training(strategy, 1, 20);
    float[] expected;
    try (ParameterServer whole =
            ParameterServer.start(settings("whole", training, 0), INITIAL, (image, takenNs) -> {});
        LaneSession session = join("whole")) {
      train(session, Long.MAX_VALUE);
      expected = whole.weights();
    }
    RunImage stopped;
    try (ParameterServer first =
            ParameterServer.start(settings("first", training, 0), INITIAL, (image, takenNs) -> {});
        LaneSession session = join("first")) {
      train(session, 7);
      stopped = first.stop();
    }
    assertThat(stopped.samples()).isEqualTo(7);
    try (ParameterServer second =
            ParameterServer.start(
                settings("second", training, 0), stopped, (image, takenNs) -> {});
        LaneSession session = join("second")) {
      assertThat(session.clock()).isEqualTo(7);
      train(session, Long.MAX_VALUE);
      second.awaitFinished(Duration.ofSeconds(10));
      assertThat(second.weights()).isEqualTo(expected);
      assertThat(second.statistics().samples()).isEqualTo(20);
    }
  }

  @Test
  void isFinishedAtOnceWhenItGoesOnFromTheEnd() throws Exception {
    Training training = training("bsp", 1, 3);
    RunImage end;
    try (ParameterServer first =
            ParameterServer.start(settings("ended", training, 0), INITIAL, (image, takenNs) -> {});
        LaneSession session = join("ended")) {
      train(session, Long.MAX_VALUE);
      end = first.image(ImageKind.CHECKPOINT);
    }
    try (ParameterServer second =
        ParameterServer.start(settings("ended", training, 0), end, (image, takenNs) -> {})) {
      second.awaitFinished(Duration.ofSeconds(10));
      assertThat(second.image(ImageKind.CHECKPOINT).state(1)).isEqualTo(end.state(1));
      assertThat(end.state(1)[5]).isPositive();
    }
  }

  @Test
  void namesTheLaneThatNobodyHasJoined() {
    try (ParameterServer server =
        ParameterServer.start(
            settings("lonely", training("asp", 1, 3), 0), INITIAL, (image, takenNs) -> {})) {
      assertThatThrownBy(() -> server.awaitFinished(Duration.ofMillis(100)))
          .isInstanceOf(RunFailedException.class)
          .hasMessage(
              "no push was applied for 0 s; the slowest is lane 0 at clock 0, which nobody has"
                  + " joined");
    }
  }

  @Test
  void tellsALaneWhoIsMissing() {
    RunImage two = RunImage.initial(LAYOUT, 2, new float[LENGTH]);
    try (ParameterServer server =
        ParameterServer.start(
            settings("missing", training("asp", 2, 3), 0), two, (image, takenNs) -> {})) {
      assertThat(server.pushes()).isZero();
      assertThatThrownBy(() -> join("missing"))
          .isInstanceOf(LaneException.class)
          .hasMessage("lane 0: lanes 1 of 2 have not joined 0 s after the first");
    }
  }

  @Test
  void failsWhenAnImageCannotBeReceived() throws Exception {
    ImageListener full =
        (image, takenNs) -> {
          throw new IOException("disk full");
        };
    try (ParameterServer server =
            ParameterServer.start(settings("full", training("bsp", 1, 3), 1), INITIAL, full);
        LaneSession session = join("full")) {
      train(session, 1);
      assertThatThrownBy(() -> server.awaitFinished(Duration.ofSeconds(10)))
          .isInstanceOf(RunFailedException.class)
          .hasMessage("an image of EVALUATION at 1 samples failed: java.io.IOException: disk full");
    }
  }

  @Test
  void refusesARunIdThatIsTakenAndAnImageOfAnotherShape() {
    Training training = training("bsp", 1, 3);
    ServerSettings settings = settings("taken", training, 0);
    try (ParameterServer server =
        ParameterServer.start(settings, INITIAL, (image, takenNs) -> {})) {
      assertThat(server.shards()).hasSize(2);
      assertThatThrownBy(() -> ParameterServer.start(settings, INITIAL, (image, takenNs) -> {}))
          .hasMessage("run taken has a parameter server in this JVM");
    }
    RunImage other = RunImage.initial(LAYOUT, 3, new float[LENGTH]);
    assertThatThrownBy(() -> ParameterServer.start(settings, other, (image, takenNs) -> {}))
        .hasMessage("image of 3 workers: expected 1");
    assertThat(Registry.find("taken")).isEmpty();
  }

  @Test
  void letsItsThreadsSleepWhenNothingComes() {
    try (ParameterServer server =
        ParameterServer.start(
            settings("idle", training("asp", 1, 3), 0), INITIAL, (image, takenNs) -> {})) {
      assertThat(server.pushes()).isZero();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .filter(thread -> thread.getName().startsWith("tengen-shard-"))
                      .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    }
  }
}
