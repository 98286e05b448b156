package org.tengen.ps.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/** Codecs that write every float, of a table that is mostly values, as optimisers' state is. */
class DenseEncoderTest {
  private static final int SLICE = 512;
  private static final Layout LAYOUT = new Layout(3 * 1000, SLICE, 2);
  private static final Range STATE = new Range(1000, 3000);

  private static int bytes(Payload payload) {
    return payload instanceof CodedPayload coded ? coded.bytes() : Float.BYTES * payload.length();
  }

  private static List<Payload> encoded(String codec, float[] push) {
    return Lanes.encoder(codec, LAYOUT, STATE).encode(FloatBuffer.wrap(push), 4, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bfloat16", "int8"})
  void noSliceWithStatisticsIsLongerThanItsFloats(String codec) {
    List<Payload> payloads = encoded(codec, Lanes.random(new Random(1), 3000));
    assertThat(payloads).allMatch(each -> bytes(each) <= Float.BYTES * each.length());
    assertThat(payloads.stream().map(Format::of))
        .containsExactly(
            Codec.parse(codec).format(),
            Codec.parse(codec).format(),
            Format.FLOAT32,
            Format.FLOAT32,
            Format.FLOAT32,
            Format.FLOAT32);
  }

  @Test
  void whatIsTrainedInASliceOfRawFloatsIsRoundedAllTheSame() {
    Layout layout = new Layout(4, 4, 1);
    float[] push = {1 + 1f / 1024, 5 + 1f / 1024, 6 + 1f / 1024, 7 + 1f / 1024};
    Payload payload =
        Lanes.encoder("bfloat16", layout, new Range(1, 4))
            .encode(FloatBuffer.wrap(push), 1, 0)
            .get(0);
    assertThat(Format.of(payload)).isEqualTo(Format.FLOAT32);
    float[] read = new float[4];
    payload.read(0, read, 0, 4);
    assertThat(read).containsExactly(1, 5 + 1f / 1024, 6 + 1f / 1024, 7 + 1f / 1024);
  }

  @Test
  void aSliceWithoutStatisticsIsCodedHoweverShortItIs() {
    Payload payload =
        Lanes.encoder("bfloat16", new Layout(1, 1, 1))
            .encode(FloatBuffer.wrap(new float[] {3}), 1, 0)
            .get(0);
    assertThat(Format.of(payload)).isEqualTo(Format.BFLOAT16);
  }
}
