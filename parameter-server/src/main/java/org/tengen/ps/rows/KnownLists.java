package org.tengen.ps.rows;

import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Request;

/** Finds the lists that requests name. Shard thread only. */
final class KnownLists {
  private final RowTables tables;
  private final int shard;
  private final RowLists lists;
  private final RowList[] none;

  KnownLists(RowTables tables, int shard, long maxBytes) {
    this.tables = tables;
    this.shard = shard;
    this.lists = new RowLists(maxBytes);
    this.none = new RowList[tables.count()];
    for (int table = 0; table < none.length; table++) {
      none[table] = RowList.none(table);
    }
  }

  /** How many are remembered for whoever names them. */
  int count() {
    return lists.count();
  }

  /** Learns a list; what is wrong with it, or null. */
  @Nullable String learn(RowLane lane, Request.RowList sent) {
    String wrong = RowList.wrong(tables, shard, sent.table(), sent.hash(), sent.rows());
    if (wrong == null) {
      RowList list = new RowList(sent.table(), sent.hash(), sent.rows());
      lane.newest[sent.table()] = list;
      lists.put(list);
    }
    return wrong;
  }

  /** The lists of these names, by table; null if one is not known. */
  RowList @Nullable [] find(RowLane lane, long[] names) {
    RowList[] found = new RowList[names.length];
    for (int table = 0; table < names.length; table++) {
      RowList newest = lane.newest[table];
      RowList list =
          names[table] == RowList.NONE
              ? none[table]
              : newest != null && newest.hash() == names[table]
                  ? newest
                  : lists.get(table, names[table]);
      if (list == null) {
        return null;
      }
      found[table] = list;
    }
    return found;
  }

  /** How many parts they make. */
  int parts(RowList[] found) {
    return tables.parts(counts(found));
  }

  /** One of their parts. */
  RowTables.Part part(RowList[] found, int index) {
    return tables.part(counts(found), index);
  }

  private static int[] counts(RowList[] found) {
    int[] counts = new int[found.length];
    for (int table = 0; table < counts.length; table++) {
      counts[table] = found[table].rows().length;
    }
    return counts;
  }
}
