package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.ReplyCodec;

/** When a client asks for shared memory: with the first slice that would have lain there. */
class ClientSharingTest {
  private static final int HALF = 256 * 1024;
  private static final int LEAST = 16 * 1024 / Float.BYTES;
  private static final int MOST = HALF / 4 / Float.BYTES;

  /** A connection whose other end is where it is said to be. */
  private static final class Connection extends EmbeddedChannel {
    private boolean here = true;

    @Override
    protected SocketAddress remoteAddress0() {
      return here ? new DomainSocketAddress("/socket") : super.remoteAddress0();
    }
  }

  private final Connection channel = new Connection();
  private final ClientSharing sharing =
      new ClientSharing(channel, TcpSettings.defaults().withSharedBytes(HALF), 1 << 20);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private static FrameHeader weights(int floats) {
    return ReplyCodec.weights(1, 0, 1, Payload.of(new float[floats], 0, floats)).header();
  }

  /** How often it has asked. */
  private int asked() throws BadFrameException {
    channel.flush();
    int asked = 0;
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      assertThat(FrameHeader.read(out.nioBuffer(), Expected.fromClient(1 << 20)).type())
          .isEqualTo(FrameType.SHARE);
      out.release();
      asked++;
    }
    return asked;
  }

  @Test
  void asksWithTheFirstLargeSliceThatHasComeAndNotAgain() throws Exception {
    sharing.notice(weights(LEAST - 1));
    assertThat(asked()).isZero();
    sharing.notice(weights(LEAST));
    assertThat(asked()).isOne();
    sharing.notice(weights(LEAST));
    assertThat(asked()).isZero();
  }

  @Test
  void asksForNothingThatWouldNotFit() throws Exception {
    sharing.notice(weights(MOST + 1));
    assertThat(asked()).isZero();
    sharing.notice(weights(MOST));
    assertThat(asked()).isOne();
  }

  @Test
  void asksForNothingButSlices() throws Exception {
    sharing.notice(new FrameHeader(FrameType.REPORT, 1, 0, 0, 0, 0, 0, 0, 0, 0, 100_000));
    assertThat(asked()).isZero();
  }

  @Test
  void asksNobodyAtAnotherHost() throws Exception {
    channel.here = false;
    sharing.notice(weights(LEAST));
    assertThat(asked()).isZero();
  }
}
