package org.tengen.ps.tcp;

/**
 * Where a server listens.
 *
 * @param bindHost the local address to listen at
 * @param port the one port; 0 takes any that is free
 * @param advertisedHost the host that workers are told
 */
public record Listen(String bindHost, int port, String advertisedHost) {
  public Listen {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "ps.port=" + port + ": expected 0 (any free port) to 65535");
    }
  }

  /** Any free port of this machine alone. */
  public static Listen onLoopback() {
    return new Listen("127.0.0.1", 0, "127.0.0.1");
  }
}
