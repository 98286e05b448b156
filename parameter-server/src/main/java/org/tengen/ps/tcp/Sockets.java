package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.nio.channels.spi.SelectorProvider;

/**
 * The sockets that this JVM has. With Netty's native library for Linux, which Spark ships, these
 * are Linux's own, Unix domain sockets among them; without it the JDK's, which Netty has for TCP
 * alone.
 */
enum Sockets {
  NATIVE {
    @Override
    EventLoopGroup loops(int threads, String name) {
      return new EpollEventLoopGroup(
          threads, new DefaultThreadFactory(name, true), BriefSpin::ofLoop);
    }

    @Override
    Class<? extends ServerChannel> server(boolean unix) {
      return unix ? EpollServerDomainSocketChannel.class : EpollServerSocketChannel.class;
    }

    @Override
    Class<? extends Channel> client(boolean unix) {
      return unix ? EpollDomainSocketChannel.class : EpollSocketChannel.class;
    }
  },

  PORTABLE {
    @Override
    EventLoopGroup loops(int threads, String name) {
      return new NioEventLoopGroup(
          threads,
          new DefaultThreadFactory(name, true),
          SelectorProvider.provider(),
          BriefSpin::ofLoop);
    }

    @Override
    Class<? extends ServerChannel> server(boolean unix) {
      return NioServerSocketChannel.class;
    }

    @Override
    Class<? extends Channel> client(boolean unix) {
      return NioSocketChannel.class;
    }
  };

  /** Why {@link #haveUnix} says no. */
  static final String NO_UNIX = "Netty's native library for Linux (epoll) is not there";

  /** The best that there is. */
  static Sockets ofThisJvm() {
    try {
      return Epoll.isAvailable() ? NATIVE : PORTABLE;
    } catch (LinkageError e) {
      return PORTABLE;
    }
  }

  /** Whether there are Unix domain sockets. */
  boolean haveUnix() {
    return this == NATIVE;
  }

  /** Where a Unix domain socket is, for {@link #server} and {@link #client}. */
  static SocketAddress unix(String path) {
    return new DomainSocketAddress(path);
  }

  abstract EventLoopGroup loops(int threads, String name);

  abstract Class<? extends ServerChannel> server(boolean unix);

  abstract Class<? extends Channel> client(boolean unix);
}
