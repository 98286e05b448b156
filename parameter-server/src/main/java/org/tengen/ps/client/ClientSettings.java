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
 */
public record ClientSettings(Layout layout, Coding coding, Duration connect, Duration reply)
    implements Serializable {
  /** Settings of a client that pushes raw floats. */
  public ClientSettings(Layout layout, Duration connect, Duration reply) {
    this(layout, Coding.RAW, connect, reply);
  }

  /** Ten seconds to connect, and half a minute longer than the usual parking for answers. */
  public static ClientSettings usual(Layout layout) {
    return new ClientSettings(layout, Duration.ofSeconds(10), Duration.ofSeconds(330));
  }
}
