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
  private static final String SOCKET = " unix:";

  public ServerAddress {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " of " + host + ": expected 1 to 65535");
    }
  }

  /** A server that is reached by TCP alone. */
  public ServerAddress(String host, int port) {
    this(host, port, null);
  }

  /** The address in words that {@link #parse} reads, its socket's file among them. */
  public String words() {
    return socket == null ? toString() : this + SOCKET + socket;
  }

  /**
   * What {@link #words} has written.
   *
   * @throws IllegalArgumentException if these are no such words
   */
  public static ServerAddress parse(String words) {
    int end = words.indexOf(SOCKET);
    String place = end < 0 ? words : words.substring(0, end);
    String socket = end < 0 ? null : words.substring(end + SOCKET.length());
    int colon = place.lastIndexOf(':');
    boolean bracketed = place.startsWith("[") && place.startsWith("]", colon - 1);
    try {
      String host = place.substring(bracketed ? 1 : 0, bracketed ? colon - 1 : colon);
      return new ServerAddress(host, Integer.parseInt(place.substring(colon + 1)), socket);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "address " + words + ": expected host:port, e.g. 10.0.0.7:7071", e);
    }
  }

  /** Host and port. */
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
