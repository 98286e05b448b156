package org.tengen.ps.tcp;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a server can be reached: a host name or address, and a port.
 *
 * @param socket the file of its Unix domain socket, on its own host; null if it has none
 */
public record ServerAddress(String host, int port, @Nullable String socket)
    implements Serializable {
  public ServerAddress {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " of " + host + ": expected 1 to 65535");
    }
  }

  /** A server that is reached by TCP alone. */
  public ServerAddress(String host, int port) {
    this(host, port, null);
  }

  /** Host and port. */
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
