package org.tengen.ps.client;

import java.io.Serializable;
import java.time.Duration;
import org.tengen.ps.codec.Coding;
import org.tengen.ps.table.Layout;

/**
 * What a lane's client must know of the run.
 *
 * @param coding how its pushes travel
 * @param connect the longest try to open one way, and all tries to open a broken one again; as long
 *     is waited, after giving up, for answers that still read or write the caller's buffers
 * @param reply the longest wait for an answer; longer than the server parks a pull, so that the
 *     server can say whom it waited for
 * @param replicas processes that have each shard. Where there are several, the coordinator is asked
 *     for the one that serves before a way to a shard is opened
 */
public record ClientSettings(
    Layout layout, Coding coding, Duration connect, Duration reply, int replicas)
    implements Serializable {
  /** Settings of a client of shards that stay where they are. */
  public ClientSettings(Layout layout, Coding coding, Duration connect, Duration reply) {
    this(layout, coding, connect, reply, 1);
  }

  /** Settings of a client that pushes raw floats to shards that stay where they are. */
  public ClientSettings(Layout layout, Duration connect, Duration reply) {
    this(layout, Coding.RAW, connect, reply);
  }

  /** Ten seconds to connect, and half a minute longer than the usual parking for answers. */
  public static ClientSettings usual(Layout layout) {
    return new ClientSettings(layout, Duration.ofSeconds(10), Duration.ofSeconds(330));
  }

  /** The same for shards of which so many processes have a copy. */
  public ClientSettings with(int copies) {
    return new ClientSettings(layout, coding, connect, reply, copies);
  }
}
