package org.tengen.ps.tcp;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How connections are made, and their limits and deadlines. Both sides have their own; the smaller
 * frame limit counts.
 *
 * @param transport through which sockets
 * @param tls how both sides of a TCP connection prove themselves; null for no TLS. What stays on
 *     one host, in a Unix domain socket, goes without
 * @param threads event loops; each serves many connections
 */
public record TcpSettings(
    Transport transport, @Nullable Tls tls, int threads, Limits limits, Deadlines deadlines)
    implements Serializable {

  /**
   * How much of what.
   *
   * @param maxPayloadBytes the most that one frame may carry: a slice of 256 K floats is 1 MiB
   * @param maxStrangers connections that have not proved themselves yet; for one more, the one that
   *     has been here longest is closed
   * @param maxOutstanding unanswered requests of one connection. A client refuses more; a server
   *     stops reading until some are answered
   * @param maxHeldBytes unanswered pushes of one connection, at the server, which stops reading
   *     until some are answered
   * @param sharedBytes memory that both ends of a connection on one host share for what is on its
   *     way, in each direction; 0 for none. All connections of a process have at most 256 MiB
   */
  public record Limits(
      int maxPayloadBytes, int maxStrangers, int maxOutstanding, long maxHeldBytes, int sharedBytes)
      implements Serializable {
    /** Up to here both halves are one file that can be mapped. */
    private static final int MOST_SHARED = 128 << 20;

    public Limits {
      if (sharedBytes != 0
          && (sharedBytes < 64 * 1024 || sharedBytes > MOST_SHARED || sharedBytes % 4096 != 0)) {
        throw new IllegalArgumentException(
            "shared memory of %d bytes: expected 0, or 65536 to %d in steps of 4096"
                .formatted(sharedBytes, MOST_SHARED));
      }
      if (maxStrangers < 1 || maxOutstanding < 1 || maxHeldBytes < 1) {
        throw new IllegalArgumentException("limits of connections must be 1 or more");
      }
      if (maxPayloadBytes < 4096) {
        throw new IllegalArgumentException(
            "frame limit of " + maxPayloadBytes + " bytes: expected at least 4096");
      }
    }
  }

  /**
   * How long is waited.
   *
   * @param connect from the start of connecting to the open connection
   * @param handshake how long a server keeps a stranger
   * @param heartbeat after this long without a word, one says that this side lives
   * @param idle a peer that was silent for this long is taken for dead
   */
  public record Deadlines(Duration connect, Duration handshake, Duration heartbeat, Duration idle)
      implements Serializable {
    public Deadlines {
      if (idle.compareTo(heartbeat.multipliedBy(2)) < 0) {
        throw new IllegalArgumentException(
            "idle timeout "
                + idle.toMillis()
                + " ms: expected at least two heartbeats of "
                + heartbeat.toMillis()
                + " ms");
      }
    }
  }

  public TcpSettings {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " event loops: expected 1 or more");
    }
  }

  /** What runs use: a dead peer is noticed within 15 s. */
  public static TcpSettings defaults() {
    return new TcpSettings(
        Transport.AUTO,
        null,
        2,
        new Limits(8 << 20, 64, 16_384, 8L << 20, 2 << 20),
        new Deadlines(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(15)));
  }

  /** The same through other sockets. */
  public TcpSettings with(Transport other) {
    return new TcpSettings(other, tls, threads, limits, deadlines);
  }

  /** The same with TLS, or without. */
  public TcpSettings with(@Nullable Tls other) {
    return new TcpSettings(transport, other, threads, limits, deadlines);
  }

  /** The same with another frame limit. */
  public TcpSettings withMaxPayloadBytes(int bytes) {
    return with(
        new Limits(
            bytes,
            limits.maxStrangers,
            limits.maxOutstanding,
            limits.maxHeldBytes,
            limits.sharedBytes));
  }

  /** The same with other limits of what may be outstanding. */
  public TcpSettings withOutstanding(int requests, long heldBytes) {
    return with(
        new Limits(
            limits.maxPayloadBytes, limits.maxStrangers, requests, heldBytes, limits.sharedBytes));
  }

  /** The same with other shared memory, or none. */
  public TcpSettings withSharedBytes(int bytes) {
    return with(
        new Limits(
            limits.maxPayloadBytes,
            limits.maxStrangers,
            limits.maxOutstanding,
            limits.maxHeldBytes,
            bytes));
  }

  /** The same with other limits for strangers. */
  public TcpSettings withStrangers(int most, Duration timeout) {
    return with(new Limits(
            limits.maxPayloadBytes,
            most,
            limits.maxOutstanding,
            limits.maxHeldBytes,
            limits.sharedBytes))
        .with(new Deadlines(deadlines.connect, timeout, deadlines.heartbeat, deadlines.idle));
  }

  /** The same with other deadlines. */
  public TcpSettings withDeadlines(Duration connect, Duration beat, Duration idle) {
    return with(new Deadlines(connect, deadlines.handshake, beat, idle));
  }

  private TcpSettings with(Limits other) {
    return new TcpSettings(transport, tls, threads, other, deadlines);
  }

  private TcpSettings with(Deadlines other) {
    return new TcpSettings(transport, tls, threads, limits, other);
  }
}
