package org.tengen.ps.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.rows.RowTables;

/**
 * What one pull or push of a lane says to one shard, and where the rows of the answer go: those of
 * a shard lie scattered among all rows of a batch.
 */
final class RowCall implements Attempt.Destination {
  private final RowTables tables;
  private final int shard;
  private final boolean reads;
  private final RowBuffers buffers;
  private final @Nullable RowBatch[] batches;
  private final long[] lists;
  private final int[] counts;
  private volatile long version = Long.MAX_VALUE;

  /** Floats that are used by one call to a shard after the other. */
  static final class RowBuffers {
    private float[] floats = {};

    float[] of(int length) {
      if (floats.length < length) {
        floats = new float[length];
      }
      return floats;
    }
  }

  /**
   * A call.
   *
   * @param batches by table; null where nothing is asked
   * @param reads whether rows come back
   */
  RowCall(
      RowTables tables,
      int shard,
      @Nullable RowBatch[] batches,
      boolean reads,
      RowBuffers buffers) {
    this.tables = tables;
    this.shard = shard;
    this.batches = batches;
    this.reads = reads;
    this.buffers = buffers;
    this.lists = new long[batches.length];
    this.counts = new int[batches.length];
    for (int table = 0; table < batches.length; table++) {
      RowBatch batch = batches[table];
      if (batch != null) {
        lists[table] = batch.ids().hash(shard);
        counts[table] = batch.ids().rows(shard).length;
      }
    }
  }

  int shard() {
    return shard;
  }

  /** Whether rows come back. */
  boolean reads() {
    return reads;
  }

  /** The floats of all its rows. */
  long floats() {
    long floats = 0;
    for (int table = 0; table < counts.length; table++) {
      floats += (long) counts[table] * tables.width(table);
    }
    return floats;
  }

  /** By table, the name of the list of rows; 0 for none. */
  long[] lists() {
    return lists;
  }

  /** The rows of a table's list. */
  private int[] rows(int table) {
    RowBatch batch = batches[table];
    return batch == null ? new int[0] : batch.ids().rows(shard);
  }

  /** The least version that came; after a pull. */
  long version() {
    return version;
  }

  int parts() {
    return tables.parts(counts);
  }

  /** The floats of all parts, each as a push brings it; readable until the next call's. */
  Payload[] payloads() {
    Payload[] payloads = new Payload[parts()];
    int all = 0;
    for (int table = 0; table < counts.length; table++) {
      all = Math.addExact(all, Math.multiplyExact(counts[table], tables.width(table)));
    }
    float[] gathered = tables.shards() == 1 ? new float[0] : buffers.of(all);
    int at = 0;
    for (int index = 0; index < payloads.length; index++) {
      RowTables.Part part = tables.part(counts, index);
      RowBatch batch = batches[part.table()];
      int floats = part.rows() * tables.width(part.table());
      if (batch == null || floats == 0) {
        payloads[index] = Payload.of(gathered, 0, 0);
      } else if (tables.shards() == 1) {
        int from = part.from() * tables.width(part.table());
        payloads[index] = Payload.of(batch.values(), from, floats);
      } else {
        gather(batch, part, gathered, at);
        payloads[index] = Payload.of(gathered, at, floats);
        at += floats;
      }
    }
    return payloads;
  }

  private void gather(RowBatch batch, RowTables.Part part, float[] into, int at) {
    int width = tables.width(part.table());
    int[] places = batch.ids().places(shard);
    for (int k = part.from(); k < part.to(); k++) {
      int to = at + (k - part.from()) * width;
      if (width == 1) {
        into[to] = batch.values()[places[k]];
      } else {
        System.arraycopy(batch.values(), places[k] * width, into, to, width);
      }
    }
  }

  /** A part of the rows; on the endpoint's thread. */
  @Override
  public void write(int index, long itsVersion, Payload weights) {
    RowTables.Part part = tables.part(counts, index);
    RowBatch batch = batches[part.table()];
    int width = tables.width(part.table());
    if (!reads || index >= parts() || weights.length() != part.rows() * width) {
      throw new IllegalStateException(
          "part %d of rows of shard %d has %d floats: expected %d"
              .formatted(index, shard, weights.length(), part.rows() * width));
    }
    version = Math.min(version, itsVersion);
    if (batch == null || part.rows() == 0) {
      return;
    }
    if (tables.shards() == 1) {
      weights.read(0, batch.values(), part.from() * width, weights.length());
      return;
    }
    float[] came = buffers.of(weights.length());
    weights.read(0, came, 0, weights.length());
    int[] places = batch.ids().places(shard);
    for (int k = part.from(); k < part.to(); k++) {
      int from = (k - part.from()) * width;
      if (width == 1) {
        batch.values()[places[k]] = came[from];
      } else {
        System.arraycopy(came, from, batch.values(), places[k] * width, width);
      }
    }
  }

  @Override
  public List<Request.RowList> lists(int lane, int incarnation) {
    List<Request.RowList> told = new ArrayList<>();
    for (int table = 0; table < lists.length; table++) {
      if (lists[table] != 0) {
        told.add(new Request.RowList(lane, incarnation, table, lists[table], rows(table)));
      }
    }
    return told;
  }

  /** For messages. */
  @Override
  public String toString() {
    return "shard " + shard + ", lists " + Arrays.toString(lists);
  }
}
