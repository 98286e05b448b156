package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tengen.ps.client.Connector;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * One connection of a worker: what is sent arrives in order, but for pushes, which may overtake
 * each other as if they had several lines. When it breaks, what was sent first may still arrive,
 * even long after, and nothing behind it does.
 */
final class Way implements Connector.Connection {
  private static final Reply LOST =
      new Reply.Refused(Reply.Refused.Reason.LOST, "the connection broke");

  private final Network network;
  private final Worker worker;
  private final Server server;
  private final int target;
  private final Map<Long, Asked> unanswered = new LinkedHashMap<>();
  private final Line there = new Line();
  private final Line back = new Line();
  private boolean cut;
  private boolean closed;
  private long lingersUntilNs;

  private record Asked(Request request, ReplyHandler handler) {}

  /** One direction. */
  private static final class Line {
    long sent;
    long arrived;
    long lastArrivalNs;
    long freeNs;

    /** The first message that does not come through. */
    long end = Long.MAX_VALUE;
  }

  Way(Network network, Worker worker, Server server, int target) {
    this.network = network;
    this.worker = worker;
    this.server = server;
    this.target = target;
  }

  int lane() {
    return worker.lane();
  }

  int target() {
    return target;
  }

  /** Whether it is between the two. */
  boolean joins(int one, int other) {
    int site = Network.site(lane());
    return (site == one && target == other) || (site == other && target == one);
  }

  Server server() {
    return server;
  }

  /** Whether nobody will ever hear of it again. */
  boolean over() {
    return closed && there.arrived >= there.sent;
  }

  @Override
  public void submit(Request request, ReplyHandler handler) {
    if (closed) {
      network.time().after(1, () -> handler.onReply(LOST));
      return;
    }
    long number = there.sent++;
    unanswered.put(number, new Asked(request, handler));
    Request copy = request.copied();
    boolean push = Sent.isPush(request);
    long arrivalNs = arrivalNs(there, Sent.bytes(copy), push);
    network.time().at(arrivalNs, () -> arrive(number, copy));
    if (push && network.chance(network.faults().duplicate())) {
      network.happenings().count(Happening.DUPLICATED);
      network.time().at(arrivalNs + network.latencyNs(), () -> deliver(copy, deaf()));
    }
    mayDrop(there, number);
  }

  /** Closes this end: what was sent still arrives, but no answer to it. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      loseUnanswered();
    }
  }

  /** The worker's process is gone, and with it what was not sent yet. */
  void die() {
    closed = true;
    cut();
    unanswered.clear();
  }

  /** The connection breaks; both ends notice after a while. */
  void cut() {
    if (cut) {
      return;
    }
    cut = true;
    there.end = endOf(there);
    back.end = endOf(back);
    lingersUntilNs = network.lingersUntilNs();
    if (betweenSlices()) {
      network.happenings().count(Happening.CUT_BETWEEN_SLICES);
    }
    say("connection breaks");
    if (!closed) {
      network.time().after(network.noticedNs(), this::close);
    }
  }

  private long endOf(Line line) {
    long under = Math.max(0, line.sent - line.arrived);
    return Math.min(line.end, line.arrived + network.choice((int) under + 1));
  }

  /** Whether some of the slices under way come through and others do not. */
  private boolean betweenSlices() {
    boolean comes = false;
    boolean lost = false;
    for (Map.Entry<Long, Asked> each : unanswered.entrySet()) {
      if (Sent.isPush(each.getValue().request())) {
        comes |= each.getKey() < there.end;
        lost |= each.getKey() >= there.end;
      }
    }
    return comes && lost;
  }

  private void mayDrop(Line line, long number) {
    boolean parted = network.parted(Network.site(lane()), target);
    if (parted || network.chance(network.faults().drop())) {
      network.happenings().count(Happening.DROPPED);
      line.end = Math.min(line.end, number);
      cut();
    }
  }

  private long arrivalNs(Line line, int bytes, boolean mayBeOvertaken) {
    long nowNs = network.time().nowNs();
    if (line.freeNs > nowNs) {
      network.happenings().count(Happening.QUEUED);
    }
    line.freeNs = Math.max(line.freeNs, nowNs) + network.carryingNs(bytes);
    long arrivalNs = line.freeNs + network.latencyNs();
    if (mayBeOvertaken && network.chance(network.faults().overtake())) {
      network.happenings().count(Happening.REORDERED);
      return Math.max(line.lastArrivalNs, arrivalNs) + 4 * network.latencyNs();
    }
    line.lastArrivalNs = Math.max(line.lastArrivalNs + 1, arrivalNs);
    return line.lastArrivalNs;
  }

  private void arrive(long number, Request request) {
    if (network.time().nowNs() < lingersUntilNs) {
      network.happenings().count(Happening.LINGERED);
      network.time().at(lingersUntilNs, () -> arrive(number, request));
      return;
    }
    there.arrived++;
    if (number < there.end) {
      deliver(request, new Answer(number));
    }
  }

  private void deliver(Request request, ReplyHandler handler) {
    if (server.reachable(target)) {
      server.deliver(target, request, handler);
    } else {
      cut();
    }
  }

  private void loseUnanswered() {
    List<Asked> lost = new ArrayList<>(unanswered.values());
    unanswered.clear();
    network.time().after(1, () -> lost.forEach(asked -> asked.handler().onReply(LOST)));
  }

  private static ReplyHandler deaf() {
    return new ReplyHandler() {
      @Override
      public void onWeights(int slice, long version, Payload weights) {}

      @Override
      public void onReply(Reply reply) {}
    };
  }

  private void say(String what) {
    if (network.trace().on()) {
      network
          .trace()
          .say(network.time().nowNs(), worker + " <-> " + Server.name(target) + " " + what);
    }
  }

  /** The way back of one request. */
  private final class Answer implements ReplyHandler {
    private final long request;
    private boolean weightsCame;

    Answer(long request) {
      this.request = request;
    }

    @Override
    public void onWeights(int slice, long version, Payload weights) {
      Payload copy = weights.copy();
      send(
          Sent.HEADER_BYTES + Sent.bytes(copy),
          asked -> {
            weightsCame = true;
            asked.handler().onWeights(slice, version, copy);
          });
    }

    /** Now and then the line is full, and takes more after a while. */
    @Override
    public boolean ready(Runnable again) {
      if (!network.chance(network.faults().fullLine())) {
        return true;
      }
      network.happenings().count(Happening.LINE_FULL);
      network
          .time()
          .after(
              4 * network.latencyNs(),
              () -> {
                again.run();
                server.turn(target);
              });
      return false;
    }

    @Override
    public void onReply(Reply reply) {
      send(
          Sent.HEADER_BYTES,
          asked -> {
            unanswered.remove(request);
            if (network.trace().on()) {
              say("hears " + reply + " to " + Words.of(asked.request()));
            }
            asked.handler().onReply(reply);
          });
    }

    private void send(int bytes, Consumer<Asked> action) {
      long number = back.sent++;
      network.time().at(arrivalNs(back, bytes, false), () -> come(number, action));
      mayDrop(back, number);
    }

    private void come(long number, Consumer<Asked> action) {
      back.arrived++;
      Asked asked = unanswered.get(request);
      if (asked == null || closed) {
        return;
      }
      if (number < back.end) {
        action.accept(asked);
      } else if (weightsCame) {
        network.happenings().count(Happening.CUT_BETWEEN_SLICES);
      }
    }
  }
}
