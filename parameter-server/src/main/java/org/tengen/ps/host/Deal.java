package org.tengen.ps.host;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which host has which shards: the primary of shard {@code s} is at host {@code s} modulo their
 * number, its successor, if shards have one, at the host after that.
 *
 * @param replicas how many hosts have each shard, 1 or 2
 */
record Deal(int shards, int hosts, int replicas) {
  Deal {
    if (replicas < 1 || replicas > 2 || replicas > hosts) {
      throw new IllegalArgumentException(
          "%d replicas of each shard at %d hosts: expected 1, or 2 at 2 hosts or more"
              .formatted(replicas, hosts));
    }
  }

  boolean copied() {
    return replicas > 1;
  }

  int primary(int shard) {
    return shard % hosts;
  }

  /** Where the second replica is, if there is one. */
  int successor(int shard) {
    return (shard + 1) % hosts;
  }

  /** The host that has the shard's other replica. */
  int other(int shard, int host) {
    return primary(shard) == host ? successor(shard) : primary(shard);
  }

  boolean holds(int host, int shard) {
    return primary(shard) == host || (copied() && successor(shard) == host);
  }

  /** The shards that a host has, of whatever part; ascending. */
  List<Integer> held(int host) {
    return IntStream.range(0, shards).filter(shard -> holds(host, shard)).boxed().toList();
  }
}
