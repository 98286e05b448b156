package org.tengen.ps.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

class SparseEncoderTest {
  private static final Layout FOUR = new Layout(4, 3, 1);

  /** What was to be sent and what stays, of one lane's codec written out as the papers have it. */
  private static final class Reference {
    final float[] velocity;
    final float[] kept;
    final float momentum;

    Reference(int length, float momentum) {
      this.velocity = new float[length];
      this.kept = new float[length];
      this.momentum = momentum;
    }

    float[] input(float[] gradient) {
      for (int i = 0; i < kept.length; i++) {
        velocity[i] = momentum * velocity[i] + gradient[i];
        kept[i] += velocity[i];
      }
      return kept.clone();
    }

    void sent(float[] decoded, boolean masked) {
      for (int i = 0; i < kept.length; i++) {
        if (decoded[i] != 0) {
          kept[i] = 0;
          velocity[i] = masked ? 0 : velocity[i];
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "topk:0.03+warmup:0, 0, 1",
    "topk:0.03, 0, 2",
    "topk:0.03+momentum:0.9, 0.9, 3",
    "topk:0.4+momentum:0.5+unmasked, 0.5, 4",
    "threshold:0.01, 0, 5",
    "threshold:0.01+momentum:0.9, 0.9, 6",
    "threshold:1e-9, 0, 7",
    "threshold:1e9, 0, 8"
  })
  void whatWasSentAndWhatStaysAreWhatThereWasToTheBit(String codec, float momentum, long seed) {
    Random random = new Random(seed);
    int length = 3000;
    Layout layout = new Layout(length, 700, 2);
    Encoder encoder = Lanes.encoder(codec, layout);
    Reference lane = new Reference(length, momentum);
    for (int clock = 0; clock < 60; clock++) {
      float[] gradient = Lanes.random(random, length);
      float[] input = lane.input(gradient);
      float[] decoded = Lanes.decoded(encoder, layout, gradient, 8, clock);
      lane.sent(decoded, !codec.endsWith("unmasked"));
      for (int i = 0; i < length; i++) {
        assertThat(Float.floatToRawIntBits(decoded[i] + lane.kept[i]))
            .as("clock %d, position %d", clock, i)
            .isEqualTo(Float.floatToRawIntBits(input[i]));
      }
    }
  }

  @Test
  void sendsExactlyTheLargestShareAndOfEqualsTheFirst() {
    Random random = new Random(9);
    for (int round = 0; round < 200; round++) {
      int length = 1 + random.nextInt(400);
      float[] push = new float[length];
      for (int i = 0; i < length; i++) {
        push[i] = random.nextInt(2) == 0 ? random.nextInt(7) - 3 : (float) random.nextGaussian();
      }
      double ratio = 0.01 + 0.9 * random.nextDouble();
      Layout layout = new Layout(length, length, 1);
      Encoder encoder = Lanes.encoder("topk:" + ratio + "+warmup:0", layout);
      int count = (int) Math.max(1, Math.round(ratio * length));
      int[] largest =
          IntStream.range(0, length)
              .boxed()
              .sorted((a, b) -> Float.compare(Math.abs(push[b]), Math.abs(push[a])))
              .limit(count)
              .mapToInt(i -> i)
              .toArray();
      float[] expected = new float[length];
      Arrays.stream(largest).forEach(i -> expected[i] = push[i] + 0f);
      assertThat(Lanes.decoded(encoder, layout, push, 1, 0))
          .as("round %d", round)
          .isEqualTo(expected);
    }
  }

  @Test
  void sendsWhatHasComeToTheThresholdOfTheMean() {
    Encoder encoder = Lanes.encoder("threshold:1", FOUR);
    float[] push = {3.9f, 4, -5, 2};
    assertThat(Lanes.decoded(encoder, FOUR, push, 4, 0)).containsExactly(0, 4, -5, 0);
    assertThat(Lanes.decoded(encoder, FOUR, push, 4, 1)).containsExactly(7.8f, 4, -5, 4);
  }

  @Test
  void ofNoSamplesNothingIsSentAndNothingLost() {
    Encoder encoder = Lanes.encoder("topk:0.5+warmup:0", FOUR);
    assertThat(Lanes.decoded(encoder, FOUR, new float[] {4, 3, 2, 1}, 1, 0))
        .containsExactly(4, 3, 0, 0);
    assertThat(Lanes.decoded(encoder, FOUR, new float[] {9, 9, 9, 9}, 0, 1))
        .containsExactly(0, 0, 0, 0);
    assertThat(Lanes.decoded(encoder, FOUR, new float[4], 1, 2)).containsExactly(0, 0, 2, 1);
  }

  @Test
  void whatIsKeptCountsInTheSamplesOfThePushThatSendsIt() {
    Encoder encoder = Lanes.encoder("topk:0.25+warmup:0", FOUR);
    Lanes.decoded(encoder, FOUR, new float[] {8, 4, 0, 0}, 4, 0);
    assertThat(Lanes.decoded(encoder, FOUR, new float[] {0, 0, 0, 0}, 1, 1))
        .containsExactly(0, 1, 0, 0);
  }

  @Test
  void statisticsAreSentWithEveryPushAndNeverKept() {
    Encoder encoder = Lanes.encoder("topk:0.3+warmup:0", FOUR, new Range(3, 4));
    assertThat(Lanes.decoded(encoder, FOUR, new float[] {1, 2, 3, 99}, 1, 0))
        .containsExactly(0, 0, 3, 99);
    assertThat(Lanes.decoded(encoder, FOUR, new float[] {1, 2, 3, 0.5f}, 1, 1))
        .containsExactly(0, 4, 0, 0.5f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"topk:0.25+warmup:0", "threshold:1000"})
  void aGradientThatIsNotANumberIsNotKeptBack(String codec) {
    Encoder encoder = Lanes.encoder(codec, FOUR);
    float[] push = {7, Float.NaN, 8, 9};
    assertThat(Lanes.decoded(encoder, FOUR, push, 1, 0)[1]).isNaN();
  }

  @Test
  void isNeverLongerThanRawFloats() {
    float[] push = new float[1000];
    Arrays.fill(push, 0, 950, 1);
    Layout layout = new Layout(1000, 1000, 1);
    Encoder encoder = Lanes.encoder("threshold:0.5", layout);
    CodedPayload payload =
        (CodedPayload) encoder.encode(java.nio.FloatBuffer.wrap(push), 1, 0).get(0);
    assertThat(payload.bytes()).isEqualTo(4 * 1000 + CodedPayload.HEADER);
  }

  @Test
  void aThousandthIsAboutSixHundredTimesShorter() {
    int length = 1 << 20;
    float[] push = Lanes.random(new Random(3), length);
    Layout layout = Layout.of(length, 1);
    Encoder encoder = Lanes.encoder("topk:0.001+warmup:0", layout);
    int bytes =
        encoder.encode(java.nio.FloatBuffer.wrap(push), 1, 0).stream()
            .mapToInt(payload -> ((CodedPayload) payload).bytes())
            .sum();
    assertThat(4.0 * length / bytes).isBetween(600.0, 700.0);
  }

  @Test
  void sendsAllThatAreNotFiniteHoweverManyThereAre() {
    Encoder encoder = Lanes.encoder("topk:0.25+warmup:0", FOUR);
    float[] push = {Float.NaN, Float.NEGATIVE_INFINITY, 8, Float.NaN};
    assertThat(Lanes.decoded(encoder, FOUR, push, 1, 0))
        .containsExactly(Float.NaN, Float.NEGATIVE_INFINITY, 0, Float.NaN);
  }
}
