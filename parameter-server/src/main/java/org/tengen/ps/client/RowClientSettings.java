package org.tengen.ps.client;

import java.io.Serializable;
import java.time.Duration;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.table.Layout;

/**
 * What a lane's client must know of a run with row tables.
 *
 * @param connect see {@link ClientSettings#connect}
 * @param reply see {@link ClientSettings#reply}
 */
public record RowClientSettings(RowTables tables, Duration connect, Duration reply)
    implements Serializable {
  /** Ten seconds to connect, and half a minute longer than the usual parking for answers. */
  public static RowClientSettings usual(RowTables tables) {
    return new RowClientSettings(tables, Duration.ofSeconds(10), Duration.ofSeconds(330));
  }

  /** What the ways to coordinator and shards must know: of the layout nothing but the shards. */
  ClientSettings ways() {
    return new ClientSettings(new Layout(tables.shards(), 1, tables.shards()), connect, reply);
  }
}
