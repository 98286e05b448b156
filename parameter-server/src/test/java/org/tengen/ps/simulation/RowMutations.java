package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowSnapshot;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowsInside;

/** Faults of shards of row tables. See {@link Mutant}. */
final class RowMutations {
  private RowMutations() {}

  /** As long a list as the one that is not remembered takes its place. */
  static final class AnswersWithAnotherList extends Mutation {
    @Override
    Endpoint aroundRows(int shard, Endpoint real, RowsInside inside, RowsTrained trained) {
      return new Tampering(real) {
        /** By table and number of rows, the list that was told last. */
        private final Map<List<Integer>, Long> told = new HashMap<>();

        @Override
        public void submit(Request request, ReplyHandler handler) {
          if (request instanceof Request.RowList list) {
            told.put(List.of(list.table(), list.rows().length), list.hash());
          }
          super.submit(request, handler);
        }

        @Override
        void pull(Request.RowPull pull, ReplyHandler handler) {
          pass(
              pull,
              new Through(handler) {
                @Override
                public void onReply(Reply reply) {
                  if (reply instanceof Reply.UnknownLists) {
                    pass(named(pull, others(pull)), handler);
                  } else {
                    super.onReply(reply);
                  }
                }
              });
        }

        private long[] others(Request.RowPull pull) {
          long[] lists = pull.lists().clone();
          for (int table = 0; table < lists.length; table++) {
            int rows = trained.ids(table, pull.lane(), pull.clock()).rows(shard).length;
            lists[table] = told.getOrDefault(List.of(table, rows), lists[table]);
          }
          return lists;
        }
      };
    }

    private static Request.RowPull named(Request.RowPull pull, long[] lists) {
      return new Request.RowPull(pull.lane(), pull.incarnation(), pull.clock(), lists);
    }
  }

  /** A repeat of what is here changes rows once more. */
  static final class AppliesAPushAgain extends Mutation {
    @Override
    Endpoint aroundRows(int shard, Endpoint real, RowsInside inside, RowsTrained trained) {
      return new Tampering(real) {
        @Override
        void push(Request.RowPush push, ReplyHandler handler) {
          RowTables.Part part = trained.part(shard, push.lane(), push.clock(), push.part());
          if (push.clock() < inside.clock(push.lane()) && part.rows() > 0) {
            int[] rows = trained.ids(part.table(), push.lane(), push.clock()).rows(shard);
            int[] its = Arrays.copyOfRange(rows, part.from(), part.to());
            inside.apply(part.table(), its, floats(push.payload()), push.samples());
          }
          pass(push, handler);
        }
      };
    }
  }

  /** A part of a push is acknowledged and not taken, as if it were here. */
  static final class LosesAPart extends Mutation {
    @Override
    Endpoint aroundRows(int shard, Endpoint real, RowsInside inside, RowsTrained trained) {
      return new Tampering(real) {
        @Override
        void push(Request.RowPush push, ReplyHandler handler) {
          boolean lost = push.lane() == 1 && push.part() == 0;
          pass(lost ? without(push) : push, handler);
        }
      };
    }

    private static Request.RowPush without(Request.RowPush push) {
      return with(push, push.incarnation(), new float[push.payload().length()]);
    }
  }

  /** What an older lease asks is done as if the newest had. */
  static final class AcceptsAnOldLease extends Mutation {
    @Override
    Endpoint aroundRows(int shard, Endpoint real, RowsInside inside, RowsTrained trained) {
      return new Tampering(real) {
        private final Map<Integer, Integer> newest = new HashMap<>();

        @Override
        void attach(Request.Attach attach, ReplyHandler handler) {
          newest.merge(attach.lane(), attach.incarnation(), Math::max);
          pass(attach, handler);
        }

        @Override
        void push(Request.RowPush push, ReplyHandler handler) {
          int lease = newest.getOrDefault(push.lane(), push.incarnation());
          pass(RowMutations.with(push, lease, floats(push.payload())), handler);
        }

        @Override
        void pull(Request.RowPull pull, ReplyHandler handler) {
          int lease = newest.getOrDefault(pull.lane(), pull.incarnation());
          pass(new Request.RowPull(pull.lane(), lease, pull.clock(), pull.lists()), handler);
        }
      };
    }
  }

  /** A lane that repeats an iteration behind a barrier is given the rows of now. */
  static final class ForgetsWhatWasOverwritten extends Mutation {
    @Override
    Endpoint aroundRows(int shard, Endpoint real, RowsInside inside, RowsTrained trained) {
      return new Tampering(real) {
        @Override
        void pull(Request.RowPull pull, ReplyHandler handler) {
          if (pull.clock() < inside.version()
              && trained.course().strategy().gathering().wholeClock()) {
            inside.forgetUndo();
          }
          pass(pull, handler);
        }
      };
    }
  }

  static final class RestoresWithoutWhatIsUnderWay extends Mutation {
    @Override
    void restored(RowShardState state) {
      new RowsInside(state).forgetBegun();
    }
  }

  static final class SnapshotsWithoutHolding extends Mutation {
    @Override
    boolean holds() {
      return false;
    }
  }

  static final class ReturnsASnapshotTooEarly extends Mutation {
    @Override
    void taken(RowSnapshot snapshot) {
      snapshot.close();
    }
  }

  private static Request.RowPush with(Request.RowPush push, int incarnation, float[] floats) {
    return new Request.RowPush(
        push.lane(),
        incarnation,
        push.clock(),
        push.part(),
        push.pulledVersion(),
        push.samples(),
        push.lists(),
        Payload.of(floats, 0, floats.length));
  }
}
