package org.tengen.ps.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tengen.ps.time.VirtualTime;

/** Lines between workers and the server: late, narrow, and now and then not there. */
final class Network {
  private static final double BYTES_A_NS = 0.1;
  private static final long NOTICED_NS = 3_000_000;
  private static final long LINGERS_NS = 30_000_000;

  private final VirtualTime time;
  private final Random random;
  private final Faults faults;
  private final Happenings happenings;
  private final Trace trace;

  /** Until when two sites cannot reach each other. */
  private final Map<Sites, Long> partedUntilNs = new HashMap<>();

  private final List<Way> ways = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();

  /** The lesser one first. */
  private record Sites(int one, int other) {
    static Sites of(int one, int other) {
      return new Sites(Math.min(one, other), Math.max(one, other));
    }
  }

  Network(VirtualTime time, Random random, Faults faults, Happenings happenings, Trace trace) {
    this.time = time;
    this.random = random;
    this.faults = faults;
    this.happenings = happenings;
    this.trace = trace;
  }

  /** Where a lane's worker is; processes of shards are sites by their numbers. */
  static int site(int lane) {
    return Server.COORDINATOR - 1 - lane;
  }

  VirtualTime time() {
    return time;
  }

  Happenings happenings() {
    return happenings;
  }

  Trace trace() {
    return trace;
  }

  boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** Of {@code 0 .. below - 1}. */
  int choice(int below) {
    return random.nextInt(below);
  }

  Faults faults() {
    return faults;
  }

  /** Opens a way. */
  Way open(Worker worker, Server server, int target) throws IOException {
    if (!server.reachable(target) || parted(site(worker.lane()), target)) {
      throw new IOException("nobody answers");
    }
    ways.removeIf(Way::over);
    Way way = new Way(this, worker, server, target);
    ways.add(way);
    return way;
  }

  /** Opens the way from a successor to its primary. */
  Link link(ShardProcess primary, ShardProcess successor, Mutation mutation) {
    links.removeIf(Link::broken);
    Link link = new Link(this, primary, successor, mutation);
    links.add(link);
    return link;
  }

  boolean parted(int one, int other) {
    return !partedUntilNs.isEmpty()
        && time.nowNs() < partedUntilNs.getOrDefault(Sites.of(one, other), 0L);
  }

  /** Two sites cannot reach each other for a while. */
  void part(int one, int other, long forNs) {
    partedUntilNs.put(Sites.of(one, other), time.nowNs() + forNs);
    for (Way way : ways) {
      if (way.joins(one, other)) {
        way.cut();
      }
    }
    for (Link link : links) {
      if (link.joins(one, other)) {
        link.cut();
      }
    }
  }

  /** All ways to and from a process that is gone. */
  void cutAll(ShardProcess process) {
    for (Way way : ways) {
      if (way.target() == process.number()) {
        way.cut();
      }
    }
    for (Link link : links) {
      if (link.isOf(process)) {
        link.cut();
      }
    }
  }

  /** All ways to a server that is gone. */
  void cutAll(Server server) {
    for (Way way : ways) {
      if (way.server() == server) {
        way.cut();
      }
    }
  }

  /** How long a message of so many bytes keeps the line. */
  long carryingNs(int bytes) {
    return (long) (bytes / BYTES_A_NS);
  }

  /** How long a message is under way. */
  long latencyNs() {
    double times = -Math.log(1 - random.nextDouble());
    if (times > 2) {
      happenings.count(Happening.DELAYED);
    }
    return 1 + (long) (faults.latencyNs() * times);
  }

  /** After which time a broken connection is noticed. */
  long noticedNs() {
    return 1 + (long) (NOTICED_NS * random.nextDouble());
  }

  /** Until when what is on a broken connection is held up; mostly not at all. */
  long lingersUntilNs() {
    return chance(0.5) ? time.nowNs() + (long) (LINGERS_NS * random.nextDouble()) : 0;
  }
}
