package org.tengen.ps.rows;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lists that a shard remembers, up to a number of bytes; of more it forgets those that nobody
 * has named for longest. A lane's newest list of each table is remembered beside these, by the
 * lane. Shard thread only.
 */
final class RowLists {
  private final long maxBytes;
  private final Map<Long, RowList> byHash = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  RowLists(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The table's list of that name; null if it is not remembered. */
  @Nullable RowList get(int table, long hash) {
    RowList list = byHash.get(hash);
    return list == null || list.table() != table ? null : list;
  }

  void put(RowList list) {
    RowList before = byHash.put(list.hash(), list);
    bytes += list.bytes() - (before == null ? 0 : before.bytes());
    Iterator<RowList> oldest = byHash.values().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  int count() {
    return byHash.size();
  }
}
