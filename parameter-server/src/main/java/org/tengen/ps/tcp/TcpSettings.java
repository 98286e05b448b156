package org.tengen.ps.tcp;

import java.io.Serializable;
import java.time.Duration;

/**
 * Limits and deadlines of connections. Both sides have their own; the smaller frame limit counts.
 *
 * @param threads event loops; each serves many connections
 * @param maxPayloadBytes the most that one frame may carry: a slice of 256 K floats is 1 MiB
 * @param maxStrangers connections that have not proved themselves yet; more are closed at once
 * @param maxOutstanding unanswered requests of one connection. A client refuses more; a server
 *     stops reading until some are answered
 * @param maxHeldBytes unanswered pushes of one connection, at the server, which stops reading until
 *     some are answered
 * @param connectTimeout from the start of connecting to the open connection
 * @param handshakeTimeout how long a server keeps a stranger
 * @param heartbeat after this long without a word, one says that this side lives
 * @param idleTimeout a peer that was silent for this long is taken for dead
 */
public record TcpSettings(
    int threads,
    int maxPayloadBytes,
    int maxStrangers,
    int maxOutstanding,
    long maxHeldBytes,
    Duration connectTimeout,
    Duration handshakeTimeout,
    Duration heartbeat,
    Duration idleTimeout)
    implements Serializable {

  public TcpSettings {
    if (threads < 1 || maxStrangers < 1 || maxOutstanding < 1 || maxHeldBytes < 1) {
      throw new IllegalArgumentException("limits of connections must be 1 or more");
    }
    if (maxPayloadBytes < 4096) {
      throw new IllegalArgumentException(
          "frame limit of " + maxPayloadBytes + " bytes: expected at least 4096");
    }
    if (idleTimeout.compareTo(heartbeat.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "idle timeout "
              + idleTimeout.toMillis()
              + " ms: expected at least two heartbeats of "
              + heartbeat.toMillis()
              + " ms");
    }
  }

  /** What runs use: a dead peer is noticed within 15 s. */
  public static TcpSettings defaults() {
    return new TcpSettings(
        2,
        8 << 20,
        64,
        16_384,
        8L << 20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofSeconds(3),
        Duration.ofSeconds(15));
  }

  /** The same with another frame limit. */
  public TcpSettings withMaxPayloadBytes(int bytes) {
    return new TcpSettings(
        threads,
        bytes,
        maxStrangers,
        maxOutstanding,
        maxHeldBytes,
        connectTimeout,
        handshakeTimeout,
        heartbeat,
        idleTimeout);
  }

  /** The same with other limits of what may be outstanding. */
  public TcpSettings withOutstanding(int requests, long heldBytes) {
    return new TcpSettings(
        threads,
        maxPayloadBytes,
        maxStrangers,
        requests,
        heldBytes,
        connectTimeout,
        handshakeTimeout,
        heartbeat,
        idleTimeout);
  }

  /** The same with other limits for strangers. */
  public TcpSettings withStrangers(int most, Duration timeout) {
    return new TcpSettings(
        threads,
        maxPayloadBytes,
        most,
        maxOutstanding,
        maxHeldBytes,
        connectTimeout,
        timeout,
        heartbeat,
        idleTimeout);
  }

  /** The same with other deadlines. */
  public TcpSettings withDeadlines(Duration connect, Duration beat, Duration idle) {
    return new TcpSettings(
        threads,
        maxPayloadBytes,
        maxStrangers,
        maxOutstanding,
        maxHeldBytes,
        connect,
        handshakeTimeout,
        beat,
        idle);
  }
}
