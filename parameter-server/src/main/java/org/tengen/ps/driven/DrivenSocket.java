package org.tengen.ps.driven;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A client's Unix domain or TCP socket on a {@link DrivenLoop}. Belongs to the thread that drives
 * the loop. Gives a connection up when it is closed and not before: whoever connects has the
 * deadline.
 */
public final class DrivenSocket extends AbstractChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);
  private static final SocketAddress UNNAMED = new DomainSocketAddress("");
  private static final int MOST_BUFFERS = 64;
  private static final long MOST_BYTES = 1 << 20;

  private final ChannelConfig config = new DefaultChannelConfig(this);
  private final SocketChannel socket;
  private final boolean unix;
  private volatile @Nullable SocketAddress remote;
  private @Nullable SelectionKey key;
  private @Nullable ChannelPromise connecting;
  private boolean readsOn;

  private DrivenSocket(SocketChannel socket, boolean unix) throws IOException {
    super(null);
    this.socket = socket;
    this.unix = unix;
    socket.configureBlocking(false);
  }

  /** A Unix domain socket that is not connected. */
  public static DrivenSocket ofUnix() {
    try {
      return new DrivenSocket(SocketChannel.open(StandardProtocolFamily.UNIX), true);
    } catch (IOException e) {
      throw new UncheckedIOException("no Unix domain socket", e);
    }
  }

  /** A TCP socket that is not connected: sends at once, and notices in time that a host is gone. */
  public static DrivenSocket ofTcp() {
    try {
      SocketChannel socket = SocketChannel.open();
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      return new DrivenSocket(socket, false);
    } catch (IOException e) {
      throw new UncheckedIOException("no TCP socket", e);
    }
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public boolean isActive() {
    return socket.isOpen() && socket.isConnected();
  }

  @Override
  protected @Nullable SocketAddress localAddress0() {
    try {
      return unix ? UNNAMED : socket.getLocalAddress();
    } catch (IOException closed) {
      return null;
    }
  }

  @Override
  protected @Nullable SocketAddress remoteAddress0() {
    return remote;
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return loop instanceof DrivenLoop;
  }

  private DrivenLoop loop() {
    return (DrivenLoop) eventLoop();
  }

  @Override
  protected Way newUnsafe() {
    return new Way();
  }

  private Way way() {
    return (Way) unsafe();
  }

  // ---- the thread that drives only ----

  /** It can be read from, written to, or is connected or never will be. */
  void serve(int ready) {
    if ((ready & SelectionKey.OP_CONNECT) != 0) {
      way().finishConnecting();
      return;
    }
    if ((ready & SelectionKey.OP_READ) != 0) {
      way().receive();
    }
    if ((ready & SelectionKey.OP_WRITE) != 0 && isOpen()) {
      way().sendOn();
    }
  }

  /** Ends it. */
  void shut() {
    way().close(voidPromise());
  }

  @Override
  protected void doRegister() throws IOException {
    key = loop().add(socket, this);
  }

  @Override
  protected void doDeregister() {
    if (key != null) {
      key.cancel();
    }
  }

  @Override
  protected void doBind(SocketAddress local) throws IOException {
    throw new IOException("a client's socket has no name: " + local);
  }

  @Override
  protected void doDisconnect() throws IOException {
    doClose();
  }

  @Override
  protected void doClose() throws IOException {
    ChannelPromise promise = connecting;
    if (promise != null) {
      connecting = null;
      promise.tryFailure(new ClosedChannelException());
    }
    socket.close();
    if (key != null && loop().inEventLoop()) {
      loop().removed();
    }
  }

  @Override
  protected void doBeginRead() {
    readsOn = true;
    want(SelectionKey.OP_READ, true);
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer out) throws IOException {
    while (!out.isEmpty()) {
      ByteBuffer[] buffers = out.nioBuffers(MOST_BUFFERS, MOST_BYTES);
      int count = out.nioBufferCount();
      long written = socket.write(buffers, 0, count);
      out.removeBytes(written);
      if (written == 0 && count > 0) {
        want(SelectionKey.OP_WRITE, true);
        return;
      }
    }
    want(SelectionKey.OP_WRITE, false);
  }

  private boolean wants(int operation) {
    return key != null && key.isValid() && (key.interestOps() & operation) != 0;
  }

  private void want(int operation, boolean does) {
    if (key != null && key.isValid() && wants(operation) != does) {
      key.interestOps(key.interestOps() ^ operation);
    }
  }

  /** What Netty asks of a transport. */
  private final class Way extends AbstractUnsafe {
    @Override
    public void connect(SocketAddress to, @Nullable SocketAddress local, ChannelPromise promise) {
      if (!promise.setUncancellable() || !ensureOpen(promise)) {
        return;
      }
      try {
        connecting = promise;
        remote = to;
        if (socket.connect(unix ? UnixDomainSocketAddress.of(path(to)) : to)) {
          connected(promise);
        } else if (unix) {
          throw new ConnectException("too many wait there already");
        } else {
          want(SelectionKey.OP_CONNECT, true);
        }
      } catch (IOException | RuntimeException e) {
        failed(promise, e);
      }
    }

    private String path(SocketAddress to) {
      return ((DomainSocketAddress) to).path();
    }

    /** The kernel has connected it, or given up. */
    void finishConnecting() {
      ChannelPromise promise = connecting;
      if (promise == null) {
        return;
      }
      try {
        if (socket.finishConnect()) {
          want(SelectionKey.OP_CONNECT, false);
          connected(promise);
        }
      } catch (IOException | RuntimeException e) {
        failed(promise, e);
      }
    }

    private void connected(ChannelPromise promise) {
      connecting = null;
      promise.trySuccess();
      pipeline().fireChannelActive();
    }

    private void failed(ChannelPromise promise, Exception why) {
      connecting = null;
      promise.tryFailure(annotateConnectException(why, remote));
      close(voidPromise());
    }

    /** Sends on what the socket had no room for. */
    void sendOn() {
      super.flush0();
    }

    @Override
    protected void flush0() {
      if (!wants(SelectionKey.OP_WRITE)) {
        super.flush0();
      }
    }

    void receive() {
      ExtendedHandle handle = (ExtendedHandle) recvBufAllocHandle();
      handle.reset(config);
      readsOn = false;
      boolean ended = false;
      try {
        do {
          ended = !received(handle);
        } while (handle.lastBytesRead() > 0 && handle.continueReading());
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        pipeline().fireExceptionCaught(e);
        ended = true;
      }
      handle.readComplete();
      pipeline().fireChannelReadComplete();
      if (ended) {
        close(voidPromise());
      } else if (!readsOn && !config.isAutoRead()) {
        want(SelectionKey.OP_READ, false);
      }
    }

    /** Hands over what one reading brings; returns whether there may be more some day. */
    private boolean received(ExtendedHandle handle) throws IOException {
      ByteBuf into = handle.allocate(config.getAllocator());
      boolean handedOver = false;
      try {
        handle.attemptedBytesRead(into.writableBytes());
        handle.lastBytesRead(into.writeBytes(socket, into.writableBytes()));
        if (handle.lastBytesRead() > 0) {
          handle.incMessagesRead(1);
          handedOver = true;
          pipeline().fireChannelRead(into);
        }
        return handle.lastBytesRead() >= 0;
      } finally {
        if (!handedOver) {
          into.release();
        }
      }
    }
  }
}
