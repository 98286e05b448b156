package org.tengen.ps.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Admission;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.time.VirtualTime;

/** Faults of how a shard answers pulls. See {@link Mutant}. */
final class PullMutations {
  private PullMutations() {}

  /** What a slice was when it was read. */
  private record Was(long version, float[] weights) {
    Payload payload() {
      return Payload.of(weights, 0, weights.length);
    }
  }

  static final class SlackPlusOne extends Mutation {
    private static final Pattern SSP = Pattern.compile("ssp:(\\d+)(.*)");

    @Override
    Strategy told(Strategy strategy) {
      Matcher ssp = SSP.matcher(strategy.name());
      return ssp.matches()
          ? Strategy.parse("ssp:" + (Integer.parseInt(ssp.group(1)) + 1) + ssp.group(2))
          : strategy;
    }
  }

  static final class DropsAParkedPull extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      return new Tampering(real) {
        @Override
        void pull(Request.Pull pull, ReplyHandler handler) {
          pass(pull, new Dropping(handler, cluster.time()));
        }
      };
    }

    /** Hears an answer that comes at once, and none that comes later. */
    private static final class Dropping extends Tampering.Through {
      private final VirtualTime time;
      private final long askedNs;
      private boolean begun;
      private boolean drops;

      Dropping(ReplyHandler handler, VirtualTime time) {
        super(handler);
        this.time = time;
        this.askedNs = time.nowNs();
      }

      @Override
      public boolean ready(Runnable again) {
        drops = begun ? drops : time.nowNs() > askedNs;
        begun = true;
        return drops || super.ready(again);
      }

      @Override
      public void onWeights(int slice, long version, Payload weights) {
        if (!drops) {
          super.onWeights(slice, version, weights);
        }
      }

      @Override
      public void onReply(Reply reply) {
        if (!drops) {
          super.onReply(reply);
        }
      }
    }
  }

  static final class ForgetsThePreviousWeights extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      return new Tampering(real) {
        private final Map<Integer, Was> newest = new HashMap<>();

        @Override
        void pull(Request.Pull pull, ReplyHandler handler) {
          pass(
              pull,
              new Through(handler) {
                @Override
                public void onWeights(int slice, long version, Payload weights) {
                  Was known = newest.get(slice);
                  if (known != null && known.version() > version) {
                    super.onWeights(slice, version, known.payload());
                  } else {
                    newest.put(slice, new Was(version, Tampering.floats(weights)));
                    super.onWeights(slice, version, weights);
                  }
                }
              });
        }
      };
    }
  }

  /** With what was read last; the real pull goes on, and nobody hears of it. */
  static final class AnswersBeforeTheBarrier extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      boolean waits = !(cluster.course().strategy().admission() instanceof Admission.Free);
      return new Tampering(real) {
        private final Map<Integer, Was> newest = new TreeMap<>();
        private long newestClock = -1;

        @Override
        void pull(Request.Pull pull, ReplyHandler handler) {
          boolean early = waits && newestClock >= 0 && pull.clock() > newestClock;
          ReplyHandler hears = early ? new Nobody() : handler;
          if (early) {
            newest.forEach((slice, was) -> handler.onWeights(slice, was.version(), was.payload()));
            handler.onReply(new Reply.Pulled(0));
          }
          pass(
              pull,
              new Through(hears) {
                @Override
                public void onWeights(int slice, long version, Payload weights) {
                  newest.put(slice, new Was(version, Tampering.floats(weights)));
                  newestClock = Math.max(newestClock, pull.clock());
                  super.onWeights(slice, version, weights);
                }
              });
        }
      };
    }
  }

  static final class ServesOldWeights extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      return new Tampering(real) {
        private final Map<Integer, Was> first = new HashMap<>();

        @Override
        void pull(Request.Pull pull, ReplyHandler handler) {
          pass(
              pull,
              new Through(handler) {
                @Override
                public void onWeights(int slice, long version, Payload weights) {
                  Was was =
                      first.computeIfAbsent(
                          slice, any -> new Was(version, Tampering.floats(weights)));
                  boolean old = pull.clock() % 4 == 3;
                  super.onWeights(
                      slice, old ? was.version() : version, old ? was.payload() : weights);
                }
              });
        }
      };
    }
  }

  static final class CountsAGrantTwice extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      boolean shares = cluster.course().strategy().admission().equalShares();
      return shard > 0 || shares
          ? real
          : new Tampering(real) {
            private final Map<Integer, Long> granted = new HashMap<>();
            private long counted;

            @Override
            void pull(Request.Pull pull, ReplyHandler handler) {
              boolean known = granted.getOrDefault(pull.lane(), -1L) >= pull.clock();
              if (!known && counted >= cluster.course().pushes()) {
                handler.onReply(new Reply.BudgetSpent());
                return;
              }
              pass(
                  pull,
                  new Through(handler) {
                    @Override
                    public void onReply(Reply reply) {
                      if (reply instanceof Reply.Pulled) {
                        granted.merge(pull.lane(), pull.clock(), Math::max);
                        counted++;
                      }
                      super.onReply(reply);
                    }
                  });
            }
          };
    }
  }

  static final class GoesOnTooLate extends Mutation {
    @Override
    Endpoint around(int shard, Endpoint real, Cluster cluster) {
      return new Tampering(real) {
        @Override
        void attach(Request.Attach attach, ReplyHandler handler) {
          pass(
              attach,
              new Through(handler) {
                @Override
                public void onReply(Reply reply) {
                  boolean later =
                      attach.incarnation() > 1
                          && reply instanceof Reply.Attached at
                          && at.clock() > 0;
                  super.onReply(
                      later ? new Reply.Attached(((Reply.Attached) reply).clock() + 1) : reply);
                }
              });
        }
      };
    }
  }

  /** Hears nothing. */
  private static final class Nobody implements ReplyHandler {
    @Override
    public void onWeights(int slice, long version, Payload weights) {}

    @Override
    public void onReply(Reply reply) {}
  }
}
