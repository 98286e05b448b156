package org.tengen.ps.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.tengen.ps.codec.Format;

class FrameHeaderTest {
  private static final Expected CLIENT = Expected.fromClient(1 << 20);

  private static ByteBuffer push(int payloadBytes) {
    ByteBuffer bytes = ByteBuffer.allocate(FrameHeader.BYTES);
    header(payloadBytes).write(bytes);
    return bytes;
  }

  private static FrameHeader header(int payloadBytes) {
    return new FrameHeader(
        FrameType.PUSH, 7, 2, 3, 4, 5, 6, 8, 9, 0, 10, payloadBytes, Format.FLOAT32);
  }

  @Test
  void liesInSixtyFourLittleEndianBytes() {
    assertThat(HexFormat.of().formatHex(push(16).array()))
        .isEqualTo(
            "544e474e"
                + "0600"
                + "15"
                + "00"
                + "0700000000000000"
                + "02000000"
                + "03000000"
                + "04000000"
                + "05000000"
                + "0600000000000000"
                + "0800000000000000"
                + "09000000"
                + "10000000"
                + "0a00000000000000");
  }

  @Test
  void isReadBackAsItWasWritten() throws Exception {
    assertThat(FrameHeader.read(push(16), CLIENT)).isEqualTo(header(16));
  }

  @Test
  void hasHowLongAnAnswerWasParkedWhereOthersHaveTheEpoch() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(FrameHeader.BYTES);
    FrameHeader.answer(FrameType.PULLED, 7, 11, 0).write(bytes);
    FrameHeader pulled = FrameHeader.read(bytes, Expected.fromServer(1 << 20));
    assertThat(pulled.parkedNs()).isEqualTo(11);
    assertThat(pulled.epoch()).isZero();
    FrameHeader push = FrameHeader.read(push(16), CLIENT);
    assertThat(push.parkedNs()).isZero();
    assertThat(push.epoch()).isEqualTo(10);
  }

  @Test
  void refusesBytesThatAreNoFrame() {
    assertThatThrownBy(() -> FrameHeader.read(push(16).put(0, (byte) 'G'), CLIENT))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("not a frame of this protocol: its first four bytes are wrong");
  }

  @Test
  void refusesAnotherVersionNamingBoth() {
    assertThatThrownBy(() -> FrameHeader.read(push(16).put(4, (byte) 9), CLIENT))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("protocol version 9: this side speaks version 6; use the same release on both");
  }

  @Test
  void refusesATypeThatMayNotComeNow() {
    assertThatThrownBy(() -> FrameHeader.read(push(16), Expected.fromStranger()))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("frame type PUSH: expected one of [HELLO, PROOF]");
    assertThatThrownBy(() -> FrameHeader.read(push(16).put(6, (byte) 99), CLIENT))
        .isInstanceOf(BadFrameException.class)
        .hasMessageStartingWith("frame type code 99: expected one of [HEARTBEAT, SHARE,");
  }

  @Test
  void refusesAPayloadOverTheLimitOrOfNegativeLength() {
    assertThatThrownBy(() -> FrameHeader.read(push((1 << 20) + 4), CLIENT))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("PUSH frame of 1048580 bytes: at most 1048576 are accepted");
    assertThatThrownBy(() -> FrameHeader.read(push(-4), CLIENT))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("PUSH frame of 4294967292 bytes: at most 1048576 are accepted");
  }

  @Test
  void refusesFractionsOfFloats() {
    assertThatThrownBy(() -> FrameHeader.read(push(6), CLIENT))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("PUSH frame of 6 bytes: expected whole floats of 4 bytes");
  }

  @Test
  void refusesAPayloadWhereThereIsNone() {
    ByteBuffer bytes = ByteBuffer.allocate(FrameHeader.BYTES);
    FrameHeader.bare(FrameType.HEARTBEAT, 1).write(bytes);
    assertThatThrownBy(() -> FrameHeader.read(bytes, CLIENT))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("HEARTBEAT frame of 1 bytes: at most 0 are accepted");
  }
}
