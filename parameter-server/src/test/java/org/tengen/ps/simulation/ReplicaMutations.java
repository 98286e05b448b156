package org.tengen.ps.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tengen.ps.image.ShardCopy;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.Entry;
import org.tengen.ps.replica.Handover;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.replica.Succession;

/** Faults of how replicas of a shard follow each other. See {@link Mutant}. */
final class ReplicaMutations {
  private static final long LONG_NS = 1_000_000_000_000L;

  private ReplicaMutations() {}

  /** Whatever is asked counts as confirmed. */
  static final class AcknowledgesBeforeReplication extends Mutation {
    @Override
    void asked(ShardProcess process) {
      process.replica().confirmed(process.status().epoch(), Long.MAX_VALUE / 2);
    }
  }

  static final class ServesAfterTheLease extends Mutation {
    @Override
    long leaseNs(long durationNs) {
      return LONG_NS;
    }
  }

  static final class PromotesWithinTheLease extends Mutation {
    @Override
    void silent(Succession succession, int process) {
      succession.dead(process);
    }
  }

  static final class ConfirmsAnOldEpoch extends Mutation {
    @Override
    void takes(ShardProcess successor, ShardProcess primary, Entry entry) {
      if (successor.status().epoch() > entry.epoch()) {
        primary.replica().confirmed(entry.epoch(), entry.sequence());
      } else {
        super.takes(successor, primary, entry);
      }
    }
  }

  static final class JoinsWithoutTheRest extends Mutation {
    @Override
    Handover hands(Handover handover) {
      return new Handover(
          handover.leads(),
          handover.epoch(),
          handover.done(),
          new ShardCopy(handover.copy().image(), ShardRest.NONE));
    }
  }

  /** Each entry is given the number that is next. */
  static final class TakesEntriesOutOfOrder extends Mutation {
    @Override
    void takes(ShardProcess successor, ShardProcess primary, Entry entry) {
      long next = successor.status().done() + 1;
      super.takes(
          successor,
          primary,
          entry.sequence() > next ? new Entry(entry.epoch(), next, entry.request()) : entry);
    }
  }

  /** What a replica has by its primary goes in again with the lane's next push of the slice. */
  static final class ForgetsTheDedupe extends Mutation {
    private record Place(int lane, int slice) {}

    private record Known(Place place, long clock) {}

    private final Map<ReplicatedShard, Set<Known>> forwarded = new HashMap<>();

    @Override
    void takes(ShardProcess successor, ShardProcess primary, Entry entry) {
      if (entry.request() instanceof Request.Push push) {
        known(successor.replica()).add(known(push));
      }
      super.takes(successor, primary, entry);
    }

    private Set<Known> known(ReplicatedShard replica) {
      return forwarded.computeIfAbsent(replica, any -> new HashSet<>());
    }

    private static Known known(Request.Push push) {
      return new Known(new Place(push.lane(), push.slice()), push.clock());
    }

    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      return real instanceof ReplicatedShard replica
          ? new Tampering(real) {
            private final Map<Place, float[]> again = new HashMap<>();

            @Override
            void push(Request.Push push, ReplyHandler handler) {
              Known known = known(push);
              float[] floats = floats(push.payload());
              if (known(replica).contains(known)) {
                again.put(known.place(), floats);
              } else {
                float[] more = again.getOrDefault(known.place(), new float[floats.length]);
                again.remove(known.place());
                for (int i = 0; i < floats.length; i++) {
                  floats[i] += more[i];
                }
              }
              pass(with(push, push.incarnation(), push.samples(), floats), handler);
            }
          }
          : real;
    }
  }
}
