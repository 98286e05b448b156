package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowsInside;

/** Stands before shards of row tables. */
final class RowWitness extends Witness {
  private final RowsTrained trained;
  private final List<RowsInside> insides;
  private final Happenings happenings;
  private final boolean wholeClock;

  /** By shard and lane, the clock that the shard is done with. */
  private final long[][] done;

  /** By shard and lane, the push of that clock. */
  private final Map<Key, Begun> begun = new HashMap<>();

  private final boolean[] held;

  /** Whether a lane has told a shard a list since it pulled last, by shard and lane. */
  private final boolean[][] told;

  private record Key(int shard, int lane) {}

  /** A push some parts of which were acknowledged. */
  private static final class Begun {
    final BitSet parts = new BitSet();
    final int lease;

    Begun(int lease) {
      this.lease = lease;
    }
  }

  RowWitness(RowsTrained trained, List<RowsInside> insides, Happenings happenings) {
    super(trained, trained.places());
    this.trained = trained;
    this.insides = insides;
    this.happenings = happenings;
    this.wholeClock = trained.course().strategy().gathering().wholeClock();
    int lanes = trained.course().lanes();
    this.done = new long[insides.size()][lanes];
    this.told = new boolean[insides.size()][lanes];
    this.held = new boolean[insides.size()];
  }

  /** A shard begins; the pushes that are in it have been heard of. */
  void begins(int shard, Stand stand) {
    stand.pieces().forEach(piece -> hasHeardOf(piece.place(), piece.due()));
    for (int lane = 0; lane < done[shard].length; lane++) {
      done[shard][lane] = insides.get(shard).clock(lane);
    }
  }

  /** Pulls wait at a shard, whatever the strategy. */
  void held(int shard, boolean hold) {
    held[shard] = hold;
  }

  @Override
  int[] places(int shard, Request request) {
    Request.RowPush push = (Request.RowPush) request;
    return trained.places(shard, push.lane(), push.clock(), push.part());
  }

  /** Behind a barrier a push has to be there when all its parts are; else each part at once. */
  @Override
  void acknowledges(int shard, Request request) {
    Request.RowPush push = (Request.RowPush) request;
    int lane = push.lane();
    count(shard, push);
    if (!wholeClock) {
      noted(places(shard, push), lane, push.clock());
    }
    if (push.clock() != done[shard][lane]) {
      return;
    }
    Key key = new Key(shard, lane);
    Begun its = begun.computeIfAbsent(key, any -> new Begun(push.incarnation()));
    its.parts.set(push.part());
    if (its.parts.cardinality() == trained.parts(shard, lane, push.clock())) {
      begun.remove(key);
      done[shard][lane]++;
      for (int part = 0; part < its.parts.cardinality(); part++) {
        noted(trained.places(shard, lane, push.clock(), part), lane, push.clock());
      }
      if (its.lease < push.incarnation() && its.parts.cardinality() > 1) {
        happenings.count(Happening.PUSH_COMPLETED_BY_A_SUCCESSOR);
      }
    }
  }

  private void count(int shard, Request.RowPush push) {
    if (Arrays.stream(push.lists()).allMatch(list -> list == 0)) {
      happenings.count(Happening.EMPTY_PART);
    }
    if (trained.part(shard, push.lane(), push.clock(), push.part()).from() > 0) {
      happenings.count(Happening.LIST_OF_SEVERAL_PARTS);
    }
  }

  @Override
  long slowest(int shard) {
    return held[shard] ? -1 : Arrays.stream(done[shard]).min().orElse(0);
  }

  @Override
  List<Read> reads(int shard, Request request, int index, long version, Payload weights) {
    Request.RowPull pull = (Request.RowPull) request;
    if (version < insides.get(shard).version()) {
      happenings.count(Happening.OVERWRITTEN_ROWS_READ);
    }
    RowTables.Part part = trained.part(shard, pull.lane(), pull.clock(), index);
    int width = trained.tables().width(part.table());
    int[] places = trained.places(shard, pull.lane(), pull.clock(), index);
    float[] floats = Tampering.floats(weights);
    if (floats.length != places.length * width) {
      throw new Violation(
          ExactlyOnce.class,
          "shard %d answers lane %d at clock %d with %d floats for %d rows of %d"
              .formatted(shard, pull.lane(), pull.clock(), floats.length, places.length, width));
    }
    List<Read> reads = new ArrayList<>();
    for (int k = 0; k < places.length; k++) {
      // of a row that is wide, what tells pushes apart is enough
      int some = trained.tells(part.table()) ? trained.oneHot().length() : width;
      float[] row = Arrays.copyOfRange(floats, k * width, k * width + some);
      boolean tells = trained.tells(part.table());
      reads.add(Read.of(trained.oneHot(), tells, places[k], version, row));
    }
    return reads;
  }

  @Override
  void answers(int shard, Request request, Reply reply) {
    if (reply instanceof Reply.UnknownLists) {
      happenings.count(Happening.LIST_FORGOTTEN);
    } else if (request instanceof Request.RowList list) {
      told[shard][list.lane()] = true;
    } else if (request instanceof Request.RowPull pull && reply instanceof Reply.Pulled) {
      boolean named = Arrays.stream(pull.lists()).anyMatch(list -> list != 0);
      if (named && !told[shard][pull.lane()]) {
        happenings.count(Happening.LIST_NAMED_AGAIN);
      }
      told[shard][pull.lane()] = false;
    }
  }
}
