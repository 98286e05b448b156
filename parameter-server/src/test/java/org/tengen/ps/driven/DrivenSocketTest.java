package org.tengen.ps.driven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One socket, driven by the test's own thread, and a blocking one at its other end. */
@Timeout(60)
class DrivenSocketTest {
  private static final long LONG_NS = TimeUnit.SECONDS.toNanos(20);

  @TempDir private Path folder;
  private final DrivenLoop loop = new DrivenLoop();
  private final Taking taking = new Taking();
  private ServerSocketChannel listening;
  private SocketChannel other;
  private Channel channel;

  /** Takes what comes. */
  private static final class Taking extends ChannelInboundHandlerAdapter {
    private final StringBuilder came = new StringBuilder();
    private @Nullable Thread by;
    private boolean ended;
    private @Nullable Throwable failure;

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      failure = cause;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      came.append(bytes.toString(java.nio.charset.StandardCharsets.US_ASCII));
      bytes.release();
      by = Thread.currentThread();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ended = true;
    }
  }

  @BeforeEach
  void connect() throws IOException {
    Path file = folder.resolve("socket");
    listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(file));
    ChannelFuture connecting = bootstrap().connect(new DomainSocketAddress(file.toString()));
    drive(connecting::isDone);
    assertThat(connecting.isSuccess()).isTrue();
    channel = connecting.channel();
    other = listening.accept();
  }

  @AfterEach
  void close() throws IOException {
    loop.close();
    other.close();
    listening.close();
  }

  private Bootstrap bootstrap() {
    return new Bootstrap().group(loop).channelFactory(DrivenSocket::ofUnix).handler(taking);
  }

  private void drive(BooleanSupplier until) {
    loop.driveUntil(until, LONG_NS);
    assertThat(until.getAsBoolean()).isTrue();
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void whoLooksIsGivenWhatHasComeOnHisOwnThread() throws IOException {
    assertThat(loop.fetches()).isTrue();
    assertThat(loop.look()).isFalse();
    other.write(ascii("word"));
    drive(() -> taking.came.length() == 4);
    assertThat(taking.came).hasToString("word");
    assertThat(taking.by).isSameAs(Thread.currentThread());
  }

  @Test
  void whoSleepsWakesWhenSomethingComesAndFindsItWhenHeLooks() throws IOException {
    other.write(ascii("word"));
    loop.sleep(LONG_NS);
    assertThat(taking.came).isEmpty();
    assertThat(loop.look()).isTrue();
    assertThat(taking.came).hasToString("word");
  }

  @Test
  void whatIsWrittenLeavesOnTheWritersThreadAtOnce() throws IOException {
    ChannelFuture sent = channel.writeAndFlush(Unpooled.wrappedBuffer(ascii("word")));
    assertThat(sent.isSuccess()).isTrue();
    ByteBuffer into = ByteBuffer.allocate(4);
    other.read(into);
    assertThat(into.array()).isEqualTo(ascii("word").array());
  }

  @Test
  void moreThanTheOtherSideTakesIsSentOnWhenItTakesMore() throws Exception {
    int bytes = 20_000_000;
    ByteBuffer numbers = ByteBuffer.allocateDirect(bytes);
    for (int i = 0; i < bytes / 4; i++) {
      numbers.putInt(i);
    }
    ChannelFuture sent = channel.writeAndFlush(Unpooled.wrappedBuffer(numbers.flip()));
    assertThat(channel.isWritable()).isFalse();
    assertThat(sent.isDone()).isFalse();
    boolean[] right = new boolean[1];
    Thread reading = new Thread(() -> right[0] = readsInts(bytes / 4));
    reading.start();
    drive(sent::isDone);
    reading.join(20_000);
    assertThat(right[0]).isTrue();
    assertThat(channel.isWritable()).isTrue();
  }

  private boolean readsInts(int count) {
    try {
      ByteBuffer into = ByteBuffer.allocate(4 * count);
      while (into.hasRemaining() && other.read(into) >= 0) {}
      into.flip();
      for (int i = 0; i < count; i++) {
        if (into.getInt() != i) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theOtherSidesEndEndsIt() throws IOException {
    other.write(ascii("last"));
    other.close();
    drive(() -> taking.ended);
    assertThat(taking.came).hasToString("last");
    assertThat(channel.isActive()).isFalse();
    assertThat(loop.fetches()).isFalse();
  }

  @Test
  void itsEndIsSeenAtTheOtherSide() throws IOException {
    ChannelFuture closed = channel.close();
    assertThat(closed.isDone()).isTrue();
    assertThat(taking.ended).isTrue();
    assertThat(other.read(ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  @Test
  void endsWithItsLoop() throws IOException {
    loop.close();
    assertThat(taking.ended).isTrue();
    assertThat(other.read(ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  @Test
  void readsNothingWhileItIsToldNotTo() throws IOException {
    loop.execute(() -> channel.config().setAutoRead(false));
    other.write(ascii("first"));
    loop.look(); // what was asked for before
    other.write(ascii("second"));
    assertThat(loop.look()).isFalse();
    assertThat(taking.came).hasToString("first");
    loop.execute(() -> channel.config().setAutoRead(true));
    drive(() -> taking.came.length() == 11);
    assertThat(taking.came).hasToString("firstsecond");
  }

  /** So that a timer that finds nothing read for long does not take its own pause for silence. */
  @Test
  void whatHasComeIsReadBeforeATimerThatIsDue() throws IOException {
    StringBuilder found = new StringBuilder("nothing");
    ScheduledFuture<?> due =
        loop.schedule(
            () -> found.replace(0, found.length(), taking.came.toString()),
            20,
            TimeUnit.MILLISECONDS);
    while (due.getDelay(TimeUnit.NANOSECONDS) > 0) {
      loop.sleep(LONG_NS);
    }
    other.write(ascii("word"));
    loop.look();
    assertThat(due.isDone()).isTrue();
    assertThat(found).hasToString("word");
  }

  /** As where memory for what comes is used up. */
  @Test
  void aReadingThatFailsEndsItsSocketAndNoOther() throws IOException {
    Taking second = new Taking();
    ChannelFuture connecting =
        bootstrap()
            .handler(second)
            .connect(new DomainSocketAddress(folder.resolve("socket").toString()));
    drive(connecting::isDone);
    try (SocketChannel otherOfSecond = listening.accept()) {
      channel.config().setAllocator(new UsedUp());
      other.write(ascii("lost"));
      otherOfSecond.write(ascii("word"));
      drive(() -> taking.ended && second.came.length() == 4);
      assertThat(taking.failure).hasMessage("no memory, on purpose");
      assertThat(taking.came).isEmpty();
      assertThat(channel.isOpen()).isFalse();
      assertThat(second.ended).isFalse();
    }
  }

  /** What is given to a timer, which forgets whoever throws. */
  @Test
  void whoLooksAfterItGoesOnAfterALookThatFailed() throws IOException {
    try (SocketChannel stray = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      stray.connect(UnixDomainSocketAddress.of(folder.resolve("socket")));
      stray.configureBlocking(false);
      SocketChannel otherOfStray = listening.accept();
      otherOfStray.write(ascii("nobody registered for this"));
      loop.add(stray, DrivenSocket.ofUnix()).interestOps(SelectionKey.OP_READ);
      assertThatThrownBy(loop::look).isInstanceOf(IllegalStateException.class);
      loop.lookAfter();
      otherOfStray.close();
    }
    other.write(ascii("word"));
    loop.lookAfter();
    assertThat(taking.came).hasToString("word");
  }

  /** Memory that is used up. */
  private static final class UsedUp extends AbstractByteBufAllocator {
    @Override
    protected ByteBuf newHeapBuffer(int initial, int most) {
      throw new IllegalStateException("no memory, on purpose");
    }

    @Override
    protected ByteBuf newDirectBuffer(int initial, int most) {
      throw new IllegalStateException("no memory, on purpose");
    }

    @Override
    public boolean isDirectBufferPooled() {
      return false;
    }
  }

  @Test
  void whereNobodyListensConnectingFails() throws IOException {
    Path file = folder.resolve("dead");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(file));
    }
    ChannelFuture connecting =
        bootstrap().handler(new Taking()).connect(new DomainSocketAddress(file.toString()));
    drive(connecting::isDone);
    assertThat(connecting.cause())
        .isInstanceOf(java.net.ConnectException.class)
        .hasMessageContaining("refused");
  }
}
