package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tengen.ps.wire.Frame;

class OutletTest {
  private static final int HIGH = TcpServer.WATER_MARK.high();
  private static final Frame FRAME = Frame.rejected("x".repeat(200));

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Outlet outlet =
      new Outlet(channel, new ServerSharing(channel, TcpSettings.defaults()));

  OutletTest() {
    channel.config().setWriteBufferWaterMark(TcpServer.WATER_MARK);
  }

  @AfterEach
  void close() {
    outlet.flush(); // what was only added would never be given back
    channel.finishAndReleaseAll();
  }

  private int fill() {
    int frames = 0;
    while (outlet.ready(() -> {}) && frames < 1_000_000) {
      outlet.add(FRAME);
      frames++;
    }
    return frames;
  }

  @Test
  void takesNoMoreThanTheChannelHasRoomForBesideWhatLiesThere() {
    int whole = fill();
    outlet.flush();
    channel.releaseOutbound();

    ChannelFuture unused = channel.write(Unpooled.buffer(HIGH / 2).writerIndex(HIGH / 2));

    assertThat(fill()).isBetween(whole / 2 - 2, whole / 2 + 2);
  }

  @Test
  void callsWhoWaitsWhenThereIsRoomAgain() {
    AtomicInteger again = new AtomicInteger();
    fill();
    assertThat(outlet.ready(again::incrementAndGet)).isFalse();
    outlet.flush();
    assertThat(again).hasValue(0);
    outlet.changed();
    assertThat(again).hasValue(1);
    outlet.changed();
    assertThat(again).hasValue(1);
  }

  @Test
  void encodesNothingForAConnectionThatIsGone() {
    channel.close().syncUninterruptibly();
    outlet.add(FRAME);
    outlet.flush();
    assertThat(outlet.ready(() -> {})).isTrue();
    assertThat(channel.outboundMessages()).isEmpty();
  }
}
