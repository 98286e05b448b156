package org.tengen.ps.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import org.tengen.ps.wire.Frame;

/**
 * Heartbeats of an open connection: says that this side lives when it has had nothing else to say,
 * and raises {@link SilentPeerException} when the other side has not.
 *
 * <p>While this side does not read (it has enough to do), silence means nothing, as long as the
 * other side still takes what was written to it.
 */
final class Pulse extends IdleStateHandler {
  private final long idleMs;
  private long unsentAtLastSilence = -1;

  Pulse(TcpSettings settings) {
    super(
        settings.deadlines().idle().toMillis(),
        settings.deadlines().heartbeat().toMillis(),
        0,
        TimeUnit.MILLISECONDS);
    this.idleMs = settings.deadlines().idle().toMillis();
  }

  @Override
  protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
    if (event.state() == IdleState.WRITER_IDLE) {
      beat(context);
    } else if (context.channel().config().isAutoRead() || stuck(context)) {
      context.fireExceptionCaught(new SilentPeerException(idleMs));
    }
  }

  /** To a peer that takes nothing, one more frame says nothing and would hide that. */
  private static void beat(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      FrameWriter.send(context.channel(), Frame.heartbeat());
    }
  }

  private boolean stuck(ChannelHandlerContext context) {
    long unsent = context.channel().bytesBeforeWritable();
    boolean same = unsent > 0 && unsent == unsentAtLastSilence;
    unsentAtLastSilence = unsent;
    return same;
  }
}
