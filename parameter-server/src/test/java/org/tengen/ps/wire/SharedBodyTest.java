package org.tengen.ps.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.tengen.ps.codec.Format;

class SharedBodyTest {
  private static final Expected PUSHES = Expected.inMemoryFromClient(4096);

  private static FrameHeader push(int bytes, Format format) {
    return new FrameHeader(FrameType.PUSH, 7, 2, 3, 4, 5, 6, 8, 9, 0, 10, bytes, format);
  }

  private static ByteBuffer payload(FrameHeader header, int place) {
    Frame frame = new SharedBody(header, place).frame();
    ByteBuffer payload = ByteBuffer.allocate(frame.body().bytes());
    frame.body().write(payload);
    return payload;
  }

  private static void refused(FrameHeader header, int place, String why) {
    assertThatThrownBy(() -> SharedBody.read(payload(header, place), PUSHES, 8192))
        .isInstanceOf(BadFrameException.class)
        .hasMessage(why);
  }

  @Test
  void isReadBackAsItWasWritten() throws Exception {
    FrameHeader header = push(4096, Format.FLOAT32);
    assertThat(SharedBody.read(payload(header, 4096), PUSHES, 8192))
        .isEqualTo(new SharedBody(header, 4096));
  }

  @Test
  void refusesABodyThatIsNotInsideTheMemory() {
    FrameHeader header = push(4096, Format.FLOAT32);
    refused(header, 4100, "body of 4096 bytes at 4100 of shared memory of 8192 bytes");
    refused(header, -4, "body of 4096 bytes at -4 of shared memory of 8192 bytes");
    refused(
        header,
        Integer.MAX_VALUE - 3,
        "body of 4096 bytes at 2147483644 of shared memory of 8192 bytes");
  }

  @Test
  void refusesABodyInTheMiddleOfAFloat() {
    refused(push(4, Format.FLOAT32), 2, "body of 4 bytes at 2 of shared memory of 8192 bytes");
  }

  @Test
  void refusesABodyOverTheLimitOfFrames() {
    refused(push(4100, Format.FLOAT32), 0, "PUSH frame of 4100 bytes: at most 4096 are accepted");
  }

  @Test
  void refusesWhatWouldHaveToBeCheckedWhileItChanges() {
    refused(push(400, Format.INT8), 0, "PUSH frame of INT8 in memory: expected raw floats");
  }

  @Test
  void refusesFramesThatOnlyTheOtherSideSends() {
    FrameHeader weights = new FrameHeader(FrameType.WEIGHTS, 7, 0, 0, 0, 5, 0, 8, 0, 0, 400);
    refused(weights, 0, "frame type WEIGHTS: expected one of [PUSH]");
  }

  @Test
  void refusesWhatIsTooShortOrTooLong() {
    ByteBuffer whole = payload(push(400, Format.FLOAT32), 0);
    assertThatThrownBy(() -> SharedBody.read(whole.slice(0, 67), PUSHES, 8192))
        .isInstanceOf(BadFrameException.class);
    assertThatThrownBy(
            () -> SharedBody.read(ByteBuffer.allocate(69).put(0, whole, 0, 68), PUSHES, 8192))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("1 bytes follow the end of a message");
  }
}
