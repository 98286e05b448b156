package org.tengen.ps.host;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.checkpoint.RowShardPieces;
import org.tengen.ps.rows.RowSnapshot;

/**
 * Moments of a host's shards of rows that their owner fetches, a piece at a time: of each there is
 * one piece beside the shard. Thread-safe.
 */
final class RowMoments {
  private final Map<Long, Kept> moments = new HashMap<>();
  private long last;

  /** A snapshot and how far it has been fetched. */
  private static final class Kept {
    final RowSnapshot snapshot;
    final RowShardPieces pieces;
    byte[] piece = {};
    int next;

    Kept(RowSnapshot snapshot) {
      this.snapshot = snapshot;
      this.pieces = new RowShardPieces(snapshot);
    }
  }

  /** Keeps a snapshot, which is closed when it is released. */
  synchronized RowTicket keep(RowSnapshot snapshot) {
    moments.put(++last, new Kept(snapshot));
    return new RowTicket(last, snapshot.marks().version(), snapshot.marks().samples());
  }

  /**
   * The next piece, empty after the last; or once more the one before, if its answer was lost.
   *
   * @throws IllegalArgumentException if it is another, or there is no such ticket
   */
  synchronized byte[] piece(long ticket, int at) {
    Kept kept = moments.get(ticket);
    if (kept == null || at < 0 || (at != kept.next && at != kept.next - 1)) {
      throw new IllegalArgumentException("no piece " + at + " of rows " + ticket);
    }
    if (at == kept.next) {
      kept.piece = kept.pieces.next();
      kept.next++;
    }
    return kept.piece;
  }

  synchronized void release(long ticket) {
    @Nullable Kept kept = moments.remove(ticket);
    if (kept != null) {
      kept.snapshot.close();
    }
  }
}
