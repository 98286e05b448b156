package org.tengen.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.models.Engine;
import org.tengen.models.Replica.Span;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueHeads;
import org.tengen.models.policyvalue.PolicyValueOutputs;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.models.policyvalue.PolicyValueSettings;
import org.tengen.models.policyvalue.ResidualForm;
import org.tengen.models.policyvalue.ResidualTower;

/** Exported networks against the engine's own, at parameters and statistics drawn at random. */
class OnnxEvaluatorTest {
  private static final float TOLERANCE = 1e-4f;
  private static final long SEED = 20;

  private static PolicyValueSettings settings(
      String form, BoardPlanes input, PolicyValueHeads heads) {
    ResidualTower tower = new ResidualTower(ResidualForm.of(form), 3, 16);
    return new PolicyValueSettings(input, tower, heads, 0, SEED);
  }

  private static PolicyValueHeads heads(boolean convolutional, boolean more) {
    return new PolicyValueHeads(5, 4, 24, convolutional, more, more);
  }

  /** Every parameter moves: statistics by up to a half, so that variances stay positive. */
  private static PolicyValueReplica replica(PolicyValueSettings settings) {
    PolicyValueReplica replica = Engine.load().policyValue(settings);
    SplittableRandom random = new SplittableRandom(SEED);
    FloatBuffer parameters = replica.parameters();
    for (int i = 0; i < replica.length(); i++) {
      parameters.put(i, parameters.get(i) + (float) (random.nextDouble() * 0.2 - 0.1));
    }
    for (Span span : replica.statistics()) {
      for (int i = span.from(); i < span.to(); i++) {
        parameters.put(i, parameters.get(i) + (float) (random.nextDouble() * 0.8 - 0.4));
      }
    }
    return replica;
  }

  private static byte[] model(PolicyValueSettings settings, PolicyValueReplica replica) {
    float[] parameters = new float[replica.length()];
    replica.parameters().get(0, parameters);
    return Engine.load().onnx(settings, parameters);
  }

  private static float[] planes(BoardPlanes input, int positions) {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    float[] planes = new float[positions * input.floats()];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = random.nextInt(3) == 0 ? 1 : 0;
    }
    return planes;
  }

  private static void assertAgreement(PolicyValueSettings settings, int positions) {
    try (PolicyValueReplica replica = replica(settings);
        OnnxEvaluator evaluator = OnnxEvaluator.of(model(settings, replica), 1)) {
      assertThat(evaluator.input()).isEqualTo(settings.input());
      float[] planes = planes(settings.input(), positions);
      PolicyValueOutputs engine = replica.evaluate(positions, planes);
      PolicyValueOutputs runtime = evaluator.evaluate(positions, planes);

      assertThat(runtime.policies()).hasSize(positions * settings.input().moves());
      assertThat(runtime.policies()).containsExactly(engine.policies(), within(TOLERANCE));
      assertThat(runtime.values()).containsExactly(engine.values(), within(TOLERANCE));
      assertThat(runtime.ownership()).containsExactly(engine.ownership(), within(TOLERANCE));
      assertThat(runtime.scores()).hasSameSizeAs(engine.scores());
      for (int i = 0; i < engine.scores().length; i++) {
        assertThat(runtime.scores()[i])
            .isCloseTo(
                engine.scores()[i], within(TOLERANCE * Math.max(1, Math.abs(engine.scores()[i]))));
      }
      assertThat(spread(engine)).as("the positions are told apart").isGreaterThan(1e-3f);
    }
  }

  /** How far a move's chance is at most from that of the same move in the first position. */
  private static float spread(PolicyValueOutputs said) {
    int moves = said.policies().length / said.positions();
    float largest = 0;
    for (int i = 0; i < said.policies().length; i++) {
      largest = Math.max(largest, Math.abs(said.policies()[i] - said.policies()[i % moves]));
    }
    return largest;
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "bottleneck", "pre-activation", "wide:2", "pyramid:37"})
  void everyFormAgreesWithTheEngine(String form) {
    assertAgreement(settings(form, new BoardPlanes(2, 5, 6), heads(false, false)), 20);
  }

  @ParameterizedTest
  @CsvSource({"false, true", "true, false", "true, true"})
  void everyHeadAgreesWithTheEngine(boolean convolutional, boolean more) {
    assertAgreement(settings("basic", new BoardPlanes(2, 6, 5), heads(convolutional, more)), 20);
  }

  @Test
  void aThousandPositionsAgreeWithTheEngine() {
    BoardPlanes input = BoardPlanes.square(9);
    assertAgreement(settings("basic", input, PolicyValueHeads.dense()), 1000);
    assertAgreement(settings("wide:2", input, heads(true, true)), 1000);
  }

  @Test
  void theSameFileTakesBatchesOfAnySizeOnAnyNumberOfThreads(@TempDir Path folder)
      throws IOException {
    PolicyValueSettings settings = settings("basic", new BoardPlanes(1, 4, 4), heads(true, false));
    Path file = folder.resolve("network.onnx");
    float[] planes = planes(settings.input(), 7);
    try (PolicyValueReplica replica = replica(settings)) {
      Files.write(file, model(settings, replica));
    }
    try (OnnxEvaluator one = OnnxEvaluator.open(file, 1);
        OnnxEvaluator two = OnnxEvaluator.open(file, 2)) {
      float[] seven = one.evaluate(7, planes).values();
      float[] single = one.evaluate(1, planes).values();

      assertThat(single).containsExactly(new float[] {seven[0]}, within(1e-6f));
      assertThat(two.evaluate(7, planes).values()).containsExactly(seven, within(1e-6f));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> one.evaluate(8, planes))
          .withMessage("8 positions in 336 floats: expected 1 or more, with 48 floats each");
    }
  }

  @Test
  void aFileThatIsNoModelIsRefusedByName(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("network.onnx");
    Files.writeString(file, "not a network");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxEvaluator.open(file, 1))
        .withMessageStartingWith(file + ": ")
        .withMessageEndingWith(": expected an ONNX model");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxEvaluator.of(new byte[0], 0))
        .withMessage("threads=0: expected 1 or more");
  }
}
