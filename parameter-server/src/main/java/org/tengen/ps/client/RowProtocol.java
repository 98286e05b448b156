package org.tengen.ps.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.Traffic;
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

  /** The same of the pull for the iteration before. */
  private final long[] versionsBefore;

  private final RowTraffic traffic;

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
    this.versionsBefore = new long[tables.shards()];
    this.traffic = new RowTraffic(tables);
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
    if (atClock != clock()) {
      System.arraycopy(versions, 0, versionsBefore, 0, versions.length);
    }
    clock(atClock);
    return new Exchange(calls(into, true), nowNs);
  }

  /** Begins a push; see {@link RowSession#push}. */
  public Exchange push(long atClock, List<RowBatch> sums, int samples, long nowNs)
      throws InterruptedException {
    check();
    if (atClock != clock() && atClock != clock() - 1) {
      throw new IllegalArgumentException(
          "push for clock " + atClock + ": expected " + clock() + ", which was pulled for");
    }
    long[] on = atClock == clock() ? versions : versionsBefore;
    return new Exchange(calls(sums, false), new Pushed(atClock, samples, on), nowNs);
  }

  /**
   * What is pushed beside rows.
   *
   * @param on by shard, the version that it was computed on
   */
  private record Pushed(long clock, int samples, long[] on) {}

  /** See {@link RowSession#version}. */
  public long version() {
    return Arrays.stream(versions).min().orElse(0);
  }

  /** See {@link RowSession#traffic}. */
  public Traffic traffic() {
    return traffic.sum();
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
        traffic.told(list.rows(), call.reads());
        attempts.add(new Attempt(call.shard(), list, null, false));
      }
    }
    return attempts;
  }

  private List<Attempt> pulls(RowCall call) {
    Request pull = new Request.RowPull(lane(), incarnation(), clock(), call.lists());
    traffic.pulled(call.parts(), call.floats());
    return List.of(new Attempt(call.shard(), pull, call, false));
  }

  private List<Attempt> pushes(RowCall call, Pushed pushed) {
    Payload[] payloads = call.payloads();
    long version = pushed.on[call.shard()];
    traffic.pushed(payloads.length, call.floats());
    List<Attempt> attempts = new ArrayList<>();
    for (int part = 0; part < payloads.length; part++) {
      Request push =
          new Request.RowPush(
              lane(),
              incarnation(),
              pushed.clock,
              part,
              version,
              pushed.samples,
              call.lists(),
              payloads[part]);
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
      this(calls, null, nowNs);
    }

    private Exchange(List<RowCall> calls, @Nullable Pushed pushed, long nowNs) {
      this.calls = calls;
      this.reads = pushed == null;
      List<Attempt> attempts = new ArrayList<>();
      for (RowCall call : calls) {
        attempts.addAll(lists(call));
        attempts.addAll(pushed == null ? pulls(call) : pushes(call, pushed));
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
