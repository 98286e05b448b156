package org.tengen.worker.lab;

/**
 * The network between lanes and shards: each shard has one line in and one line out, on which
 * messages follow each other; lanes' own lines have room for all.
 *
 * @param latencyNs from the end of a line to the other side
 * @param bytesPerSecond of each line; infinite for no limit
 */
public record Network(long latencyNs, double bytesPerSecond) {
  /** Messages take no time. */
  public static final Network NONE = new Network(0, Double.POSITIVE_INFINITY);

  public Network {
    if (latencyNs < 0) {
      throw new IllegalArgumentException("latency=" + latencyNs + " ns: expected 0 or more");
    }
    if (!(bytesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "bandwidth=" + bytesPerSecond + " bytes/s: expected more than 0, e.g. 1.25e9");
    }
  }

  /** One direction of a shard's way to all lanes. */
  final class Line {
    private long freeNs;

    /** When a message of {@code bytes} has arrived that is sent at {@code nowNs}. */
    long arrivalNs(long nowNs, long bytes) {
      freeNs = Math.max(nowNs, freeNs) + Math.round(bytes / bytesPerSecond * 1e9);
      return freeNs + latencyNs;
    }
  }
}
