package org.tengen.ps.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.rows.RowTables;

/**
 * A lane's side of the protocol where tables are rows: as {@link LaneProtocol} without threads or a
 * clock, one {@link Pending} at a time. A list of rows is sent with the first request that names
 * it, and again when a shard says that it has not got it.
 */
public final class RowProtocol extends LaneLease {
  private static final int LISTS_NOTED = 4096;

  private final RowTables tables;
  private final ClientSettings settings;
  private final List<Map<Long, Boolean>> sent = new ArrayList<>();
  private final List<RowCall.RowBuffers> buffers = new ArrayList<>();
  private final long[] versions;

  /**
   * A lane that has not joined.
   *
   * @param bell rung when there is something to poll for, on any thread
   */
  public RowProtocol(int lane, Connector connector, RowClientSettings settings, Runnable bell) {
    super(lane, connector, settings.ways(), bell);
    this.tables = settings.tables();
    this.settings = settings.ways();
    this.versions = new long[tables.shards()];
    for (int shard = 0; shard < versions.length; shard++) {
      sent.add(new Noted());
      buffers.add(new RowCall.RowBuffers());
    }
  }

  /** The lists that one shard was told last. */
  private static final class Noted extends LinkedHashMap<Long, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
      return size() > LISTS_NOTED;
    }
  }

  /** Begins a pull; see {@link RowSession#pull}. */
  public Exchange pull(long atClock, List<RowBatch> into, long nowNs) throws InterruptedException {
    check();
    clock(atClock);
    return new Exchange(calls(into, true), nowNs);
  }

  /** Begins a push; see {@link RowSession#push}. */
  public Exchange push(long atClock, List<RowBatch> sums, int samples, long nowNs)
      throws InterruptedException {
    check();
    if (atClock != clock()) {
      throw new IllegalArgumentException(
          "push for clock " + atClock + ": expected " + clock() + ", which was pulled for");
    }
    return new Exchange(calls(sums, false), samples, nowNs);
  }

  private List<RowCall> calls(List<RowBatch> batches, boolean reads) {
    @Nullable RowBatch[] byTable = new RowBatch[tables.count()];
    for (RowBatch batch : batches) {
      int table = batch.ids().table();
      long floats = (long) batch.ids().count() * tables.width(table);
      if (byTable[table] != null || batch.values().length < floats) {
        throw new IllegalArgumentException(
            "table %s: %d rows with %d floats: expected one batch of a table, of %d floats or more"
                .formatted(
                    tables.spec(table).name(), batch.ids().count(), batch.values().length, floats));
      }
      byTable[table] = batch;
    }
    List<RowCall> calls = new ArrayList<>();
    for (int shard = 0; shard < tables.shards(); shard++) {
      calls.add(new RowCall(tables, shard, byTable, reads, buffers.get(shard)));
    }
    return calls;
  }

  /** The lists of a call that its shard was not told yet. */
  private List<Attempt> lists(RowCall call) {
    Map<Long, Boolean> noted = sent.get(call.shard());
    List<Attempt> attempts = new ArrayList<>();
    for (Request.RowList list : call.lists(lane(), incarnation())) {
      if (noted.put(list.hash(), true) == null) {
        attempts.add(new Attempt(call.shard(), list, null, false));
      }
    }
    return attempts;
  }

  private List<Attempt> pulls(RowCall call) {
    Request pull = new Request.RowPull(lane(), incarnation(), clock(), call.lists());
    return List.of(new Attempt(call.shard(), pull, call, false));
  }

  private List<Attempt> pushes(RowCall call, int samples) {
    Payload[] payloads = call.payloads();
    long version = versions[call.shard()];
    List<Attempt> attempts = new ArrayList<>();
    for (int part = 0; part < payloads.length; part++) {
      Request push =
          new Request.RowPush(
              lane(), incarnation(), clock(), part, version, samples, call.lists(), payloads[part]);
      attempts.add(new Attempt(call.shard(), push, call, false));
    }
    return attempts;
  }

  /** A pull or push of rows at all shards. */
  public final class Exchange implements Pending {
    private final List<RowCall> calls;
    private final boolean reads;
    private final Asking asking;

    private Exchange(List<RowCall> calls, long nowNs) {
      this(calls, true, 0, nowNs);
    }

    private Exchange(List<RowCall> calls, int samples, long nowNs) {
      this(calls, false, samples, nowNs);
    }

    private Exchange(List<RowCall> calls, boolean reads, int samples, long nowNs) {
      this.calls = calls;
      this.reads = reads;
      List<Attempt> attempts = new ArrayList<>();
      for (RowCall call : calls) {
        attempts.addAll(lists(call));
        attempts.addAll(reads ? pulls(call) : pushes(call, samples));
      }
      this.asking = new Asking(links(), settings, attempts, nowNs);
    }

    /** Whether there is nothing left for the lane; after the end of a pull. */
    public boolean spent() {
      return asking.end() instanceof Reply.BudgetSpent;
    }

    /** How long it was parked, at the shard where that was longest; after the end. */
    public long parkedNs() {
      return asking.end() instanceof Reply.Pulled pulled ? pulled.parkedNs() : 0;
    }

    @Override
    public boolean poll(long nowNs) throws InterruptedException {
      if (!asking.poll(nowNs)) {
        return false;
      }
      if (reads && !spent()) {
        calls.forEach(call -> versions[call.shard()] = call.version());
      }
      return true;
    }

    @Override
    public long wakeNs() {
      return asking.wakeNs();
    }

    @Override
    public void abandon(long nowNs) {
      asking.abandon(nowNs);
    }
  }
}
