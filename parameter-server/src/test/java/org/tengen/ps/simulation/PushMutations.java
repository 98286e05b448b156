package org.tengen.ps.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/** Faults of how a shard takes pushes. See {@link Mutant}. */
final class PushMutations {
  private PushMutations() {}

  private record Place(int lane, int slice) {}

  /** The repeat's floats go in with the lane's next push of the slice. */
  static final class SkipsTheDedupe extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      return new Tampering(real) {
        private final Map<Place, Set<Long>> taken = new HashMap<>();
        private final Map<Place, float[]> again = new HashMap<>();

        @Override
        void push(Request.Push push, ReplyHandler handler) {
          Place place = new Place(push.lane(), push.slice());
          Set<Long> clocks = taken.computeIfAbsent(place, any -> new HashSet<>());
          float[] floats = floats(push.payload());
          if (clocks.contains(push.clock())) {
            again.put(place, floats);
          } else {
            float[] more = again.getOrDefault(place, new float[floats.length]);
            for (int i = 0; i < floats.length; i++) {
              floats[i] += more[i];
            }
          }
          pass(
              with(push, push.incarnation(), push.samples(), floats),
              new Through(handler) {
                @Override
                public void onReply(Reply reply) {
                  if (reply instanceof Reply.Acknowledged && clocks.add(push.clock())) {
                    again.remove(place);
                  }
                  super.onReply(reply);
                }
              });
        }
      };
    }
  }

  static final class LosesAPush extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      return new Tampering(real) {
        @Override
        void push(Request.Push push, ReplyHandler handler) {
          if (push.slice() == 3 && push.lane() == 1 && push.clock() == 2) {
            handler.onReply(new Reply.Acknowledged(0));
          } else {
            pass(push, handler);
          }
        }
      };
    }
  }

  static final class AppliesHalfOfTheSlices extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      return new Tampering(real) {
        @Override
        void push(Request.Push push, ReplyHandler handler) {
          if (push.slice() % 2 == 1) {
            handler.onReply(new Reply.Acknowledged(0));
          } else {
            pass(push, handler);
          }
        }
      };
    }
  }

  static final class DividesWrongly extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      return new Tampering(real) {
        @Override
        void push(Request.Push push, ReplyHandler handler) {
          int wrong = push.samples() + 1;
          pass(with(push, push.incarnation(), wrong, floats(push.payload())), handler);
        }
      };
    }
  }

  static final class AcceptsAnOldLease extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      return new Tampering(real) {
        private final Map<Integer, Integer> newest = new HashMap<>();

        @Override
        void attach(Request.Attach attach, ReplyHandler handler) {
          newest.merge(attach.lane(), attach.incarnation(), Math::max);
          pass(attach, handler);
        }

        @Override
        void push(Request.Push push, ReplyHandler handler) {
          int lease = newest.getOrDefault(push.lane(), push.incarnation());
          pass(with(push, lease, push.samples(), floats(push.payload())), handler);
        }

        @Override
        void pull(Request.Pull pull, ReplyHandler handler) {
          int lease = newest.getOrDefault(pull.lane(), pull.incarnation());
          pass(new Request.Pull(pull.lane(), lease, pull.clock(), pull.epoch()), handler);
        }
      };
    }
  }
}
