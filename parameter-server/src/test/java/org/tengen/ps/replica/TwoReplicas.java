package org.tengen.ps.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/**
 * A primary and its successor, of one shard of four floats in two slices, with SGD at rate 1 from
 * weights 0. Whatever goes between them waits until a test carries it; time is set by hand.
 */
final class TwoReplicas {
  static final long LEASE_NS = 1000;

  final Training training;
  final ReplicatedShard primary;
  final ReplicatedShard successor;
  final List<String> events = new ArrayList<>();
  final Forwarded forwarded = new Forwarded();
  final Upwards upwards = new Upwards();
  private final ShardSettings settings;
  long nowNs;

  TwoReplicas(String strategy, int lanes, ImageIntervals intervals) {
    this.training =
        new Training(
            TableSpec.uniform(4, List.of(), new OptimiserSettings.Sgd(), new Schedule.Constant(1)),
            new Layout(4, 2, 1),
            lanes,
            Strategy.parse(strategy),
            new Budget(8L * lanes, 1));
    List<ShardImage> from = RunImage.initial(training.layout(), lanes, new float[4]).shards();
    settings = new ShardSettings(training, intervals, from.get(0), new long[lanes], 1_000_000);
    primary = replica(Role.PRIMARY);
    successor = replica(Role.SUCCESSOR);
  }

  /** With a lease, and the successor following. */
  static TwoReplicas following(String strategy, int lanes) {
    TwoReplicas both = new TwoReplicas(strategy, lanes, ImageIntervals.none());
    both.connect();
    both.lease();
    return both;
  }

  /** The same, where all lanes have attached and lane 0 has pulled. */
  static TwoReplicas pulled(String strategy, int lanes) {
    TwoReplicas both = following(strategy, lanes);
    for (int lane = 0; lane < lanes; lane++) {
      both.done(attach(lane));
    }
    both.done(pull(0, 0));
    return both;
  }

  private ReplicatedShard replica(Role role) {
    return new ReplicatedShard(
        settings, ReplicaStart.first(role), new Events(role), () -> {}, () -> nowNs);
  }

  void connect() {
    successor.upstream(upwards);
    successor.doWork(nowNs);
    primary.follow(upwards.epoch, upwards.from, forwarded);
    turn();
  }

  void lease() {
    primary.lease(1, nowNs, LEASE_NS);
    turn();
  }

  void turn() {
    primary.doWork(nowNs);
  }

  /** Asks the primary. */
  Heard ask(Request request) {
    return ask(primary, request);
  }

  Heard ask(ReplicatedShard replica, Request request) {
    Heard heard = new Heard();
    replica.submit(request, heard);
    replica.doWork(nowNs);
    return heard;
  }

  static Request attach(int lane) {
    return new Request.Attach(lane, 1);
  }

  static Request pull(int lane, long clock) {
    return new Request.Pull(lane, 1, clock);
  }

  static Request push(int lane, long clock, int slice, long version, float each) {
    return new Request.Push(
        lane, 1, clock, slice, version, 1, Payload.of(new float[] {each, each}, 0, 2));
  }

  /** What was forwarded comes to the successor; returns how many entries. */
  int carry() {
    return carryTo(successor);
  }

  /** What was forwarded comes to a replica; returns how many entries. */
  int carryTo(ReplicatedShard replica) {
    List<Entry> all = List.copyOf(forwarded.entries);
    forwarded.entries.clear();
    all.forEach(replica::take);
    replica.doWork(nowNs);
    return all.size();
  }

  /** A third replica, of what the primary has handed over. */
  ReplicatedShard joined(Handover handover) {
    ReplicatedShard third =
        new ReplicatedShard(
            settings.with(handover.copy()),
            handover.start(),
            new Events(Role.SUCCESSOR),
            () -> {},
            () -> nowNs);
    third.upstream(upwards);
    third.doWork(nowNs);
    return third;
  }

  /** What the successor has confirmed comes to the primary. */
  void confirm() {
    primary.confirmed(upwards.confirmedEpoch, upwards.confirmed);
    turn();
  }

  /** Asks, and lets everything be carried to and fro. */
  Heard done(Request request) {
    Heard heard = ask(request);
    carry();
    confirm();
    return heard;
  }

  /** Lane 0 pushes both slices for the iteration that it has pulled for, and asks for the next. */
  Heard pullsForTheNext() {
    done(push(0, 0, 0, 0, 2));
    done(push(0, 0, 1, 0, 2));
    return done(pull(0, 1));
  }

  /** Lane 0 pulls, and takes no slice before it says so. */
  Heard pullsOverAFullWay() {
    Heard heard = new Heard();
    heard.full = true;
    primary.submit(pull(0, 0), heard);
    turn();
    carry();
    confirm();
    return heard;
  }

  ReplicaStatus order(ReplicatedShard replica, ReplicaOrder order) {
    var answer = replica.order(order);
    replica.doWork(nowNs);
    return answer.join();
  }

  List<Float> weights(ReplicatedShard replica) {
    var asked = replica.shard().image(ImageKind.EVALUATION);
    replica.doWork(nowNs);
    List<Float> weights = new ArrayList<>();
    asked.join().slices().forEach(slice -> weights.add(slice.weights()[0]));
    return weights;
  }

  /** An answer. */
  static final class Heard implements ReplyHandler {
    final Map<Integer, Long> versions = new TreeMap<>();
    boolean full;
    @Nullable Runnable again;
    @Nullable Reply reply;

    @Override
    public void onWeights(int slice, long version, Payload weights) {
      versions.put(slice, version);
    }

    @Override
    public boolean ready(Runnable later) {
      again = later;
      return !full;
    }

    @Override
    public void onReply(Reply end) {
      if (reply != null) {
        throw new AssertionError("answered " + reply + ", and then " + end);
      }
      reply = end;
    }

    /** The way takes more. */
    void goOn() {
      full = false;
      if (again != null) {
        again.run();
      }
    }

    String refusal() {
      return reply instanceof Reply.Refused refused ? refused.reason().name() : "";
    }
  }

  /** What the primary forwards, until it is carried. */
  static final class Forwarded implements Follower {
    final List<Entry> entries = new ArrayList<>();
    final List<String> over = new ArrayList<>();
    int takes = Integer.MAX_VALUE;
    @Nullable Runnable again;

    @Override
    public boolean ready(Runnable later) {
      again = later;
      return takes > 0;
    }

    @Override
    public void forward(Entry entry) {
      takes--;
      entries.add(new Entry(entry.epoch(), entry.sequence(), entry.request().copied()));
    }

    /** The way takes so many more. */
    void goOn(int more) {
      takes = more;
      if (again != null) {
        again.run();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void over(String why) {
      over.add(why);
    }

    List<Long> sequences() {
      return entries.stream().map(Entry::sequence).toList();
    }
  }

  /** What the successor has said last. */
  static final class Upwards implements Upstream {
    long epoch;
    long from;
    long confirmedEpoch;
    long confirmed;
    long superseded;

    @Override
    public void confirm(long inEpoch, long sequence) {
      confirmedEpoch = inEpoch;
      confirmed = sequence;
    }

    @Override
    public void follow(long inEpoch, long sequence) {
      epoch = inEpoch;
      from = sequence;
    }

    @Override
    public void superseded(long byEpoch) {
      superseded = byEpoch;
    }
  }

  private final class Events implements ShardListener {
    private final Role role;

    Events(Role role) {
      this.role = role;
    }

    @Override
    public boolean wantsImage(ImageKind kind, long index) {
      events.add(role + " asks for " + kind + " " + index);
      return true;
    }

    @Override
    public void onImage(long index, ShardImage image) {}

    @Override
    public void onFinished(int shard) {
      events.add(role + " finished");
    }

    @Override
    public void onBroken(int shard, String message) {
      events.add(role + " broke: " + message);
    }
  }
}
