package org.tengen.ps.tcp;

import java.io.Serializable;

/** Where a server can be reached: a host name or address, and a port. */
public record ServerAddress(String host, int port) implements Serializable {
  public ServerAddress {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " of " + host + ": expected 1 to 65535");
    }
  }

  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
