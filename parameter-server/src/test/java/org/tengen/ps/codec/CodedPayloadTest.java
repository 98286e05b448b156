package org.tengen.ps.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

class CodedPayloadTest {
  /** A header, then some bytes. */
  private static ByteBuffer bytes(int floats, int entries, int parameter, int... more) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(12 + more.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(floats).putInt(entries).putInt(parameter);
    for (int each : more) {
      bytes.put((byte) each);
    }
    return bytes.flip();
  }

  private static void refused(Format format, ByteBuffer bytes, String message) {
    assertThatThrownBy(() -> CodedPayload.of(format, bytes))
        .isInstanceOf(BadPayloadException.class)
        .hasMessage(message);
  }

  @Test
  void readsPositionsByTheirGaps() throws Exception {
    CodedPayload payload =
        CodedPayload.of(
            Format.SPARSE, bytes(200, 2, 0, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 3, 0x80, 1));
    float[] floats = new float[200];
    Arrays.fill(floats, 9);
    payload.read(0, floats, 0, 200);
    float[] expected = new float[200];
    expected[3] = 1;
    expected[132] = 2;
    assertThat(floats).isEqualTo(expected);
  }

  @Test
  void refusesLengthsThatCannotBe() {
    refused(Format.SPARSE, ByteBuffer.allocate(11), "11 bytes: expected at least 12");
    refused(Format.SPARSE, bytes(0, 0, 0), "0 floats: expected 1 to 262144");
    refused(Format.SPARSE, bytes(-5, 0, 0), "-5 floats: expected 1 to 262144");
    refused(Format.BFLOAT16, bytes(1 << 30, 0, 0), "1073741824 floats: expected 1 to 262144");
    refused(Format.SPARSE, bytes(4, 5, 0), "5 positions: expected 0 to 4");
    refused(Format.SPARSE, bytes(4, -1, 0), "-1 positions: expected 0 to 4");
    refused(Format.SPARSE, bytes(4, 2, 0, 1, 2), "14 bytes: expected at least 20 for 4 floats");
    refused(Format.BFLOAT16, bytes(4, 0, 0, 1), "13 bytes: expected at least 20 for 4 floats");
    refused(Format.INT8, bytes(4, 0, 0), "12 bytes: expected at least 20 for 4 floats");
    refused(Format.SPARSE, bytes(4, 0, 1), "parameter 1 of SPARSE is out of range");
    refused(Format.INT8, bytes(4, 0, 256), "parameter 256 of INT8 is out of range");
    refused(Format.FLOAT32, bytes(4, 0, 0), "raw floats are not coded");
  }

  @Test
  void refusesPositionsThatAreNoneOrDoNotEnd() {
    refused(Format.SPARSE, bytes(4, 1, 0, 0, 0, 0, 0, 4), "position 4: expected 0 to 3");
    refused(
        Format.SPARSE, bytes(9, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 1), "position 9: expected 0 to 8");
    refused(Format.SPARSE, bytes(4, 1, 0, 0, 0, 0, 0), "gap 0 of 1 has no end");
    refused(Format.SPARSE, bytes(4, 1, 0, 0, 0, 0, 0, 0x80), "gap 0 of 1 has no end");
    refused(
        Format.SPARSE, bytes(4, 1, 0, 0, 0, 0, 0, 0x80, 0x80, 0x80, 0), "gap 0 of 1 has no end");
    refused(Format.SPARSE, bytes(4, 1, 0, 0, 0, 0, 0, 1, 1), "1 bytes follow its last position");
    refused(Format.SPARSE, bytes(1, 1, 0, 0, 0, 0, 0, 0), "1 bytes follow its last position");
  }

  @Test
  void refusesScalesThatAreNone() {
    refused(
        Format.INT8,
        bytes(1, 0, 0, 0, 0, 0x80, 0xbf, 1, 0, 0, 0),
        "scale -1.0 of block 0: expected 0 or more");
    refused(
        Format.INT8,
        bytes(1, 0, 0, 0, 0, 0x80, 0x7f, 1, 0, 0, 0),
        "scale Infinity of block 0: expected 0 or more");
  }

  @Test
  void randomBytesAreRefusedOrReadAndNothingElseIsThrown() {
    Random random = new Random(4712);
    Format[] formats = {Format.BFLOAT16, Format.INT8, Format.SPARSE};
    int[] taken = new int[1];
    for (int round = 0; round < 200_000; round++) {
      byte[] content = new byte[12 + random.nextInt(60)];
      random.nextBytes(content);
      ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putInt(0, random.nextInt(12));
      bytes.putInt(4, random.nextInt(6));
      bytes.putInt(8, random.nextInt(3) == 0 ? random.nextInt(300) : 0);
      try {
        CodedPayload payload = CodedPayload.of(formats[round % 3], bytes);
        payload.read(0, new float[payload.length()], 0, payload.length());
        taken[0]++;
      } catch (BadPayloadException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
    assertThat(taken[0]).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bfloat16", "int8", "topk:0.1", "threshold:0.5"})
  void everyTruncationIsRefused(String codec) {
    Layout layout = new Layout(300, 300, 1);
    Encoder encoder = Lanes.encoder(codec, layout, new Range(5, 8));
    float[] push = Lanes.random(new Random(5), 300);
    CodedPayload payload = (CodedPayload) encoder.encode(FloatBuffer.wrap(push), 1, 0).get(0);
    ByteBuffer all = ByteBuffer.allocate(payload.bytes());
    payload.write(all);
    for (int length = 0; length < payload.bytes(); length++) {
      ByteBuffer cut = all.slice(0, length);
      assertThatThrownBy(() -> CodedPayload.of(payload.format(), cut))
          .as("%d of %d bytes", length, payload.bytes())
          .isInstanceOf(BadPayloadException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bfloat16", "int8", "topk:0.1", "threshold:0.5"})
  void partsAndWholesAreTheSame(String codec) {
    Layout layout = new Layout(600, 600, 1);
    Encoder encoder = Lanes.encoder(codec, layout, new Range(5, 8));
    float[] push = Lanes.random(new Random(6), 600);
    CodedPayload payload = (CodedPayload) encoder.encode(FloatBuffer.wrap(push), 1, 0).get(0);
    float[] whole = new float[600];
    payload.read(0, whole, 0, 600);
    FloatBuffer buffer = FloatBuffer.allocate(700);
    payload.read(buffer, 100);
    assertThat(Arrays.copyOfRange(buffer.array(), 100, 700)).isEqualTo(whole);
    for (int from = 0; from < 600; from += 37) {
      int count = Math.min(300, 600 - from);
      float[] part = new float[count + 2];
      payload.read(from, part, 1, count);
      assertThat(Arrays.copyOfRange(part, 1, count + 1))
          .isEqualTo(Arrays.copyOfRange(whole, from, from + count));
    }
  }
}
