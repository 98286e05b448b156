package org.tengen.go;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * One player's chains, the regions between them, and which chains live by two vital regions each.
 *
 * <p>A region is a connected set of points that are not the player's stones. It is vital to a chain
 * if each of its empty points is a liberty of the chain: the opponent cannot fill it without having
 * no liberty there before the chain has none. Where suicide is allowed, stones in a region can come
 * off again by themselves, so there all of its points must touch the chain.
 */
final class Enclosures {
  private final BoardSize size;
  private final Stones stones;
  private final byte own;
  private final boolean suicide;

  /** By point: the number of its chain, from 1, or 0. */
  private final int[] chains;

  private int chainCount;
  private final List<Region> regions = new ArrayList<>();
  private final BitSet alive = new BitSet();
  private final BitSet territory = new BitSet();

  /**
   * Some connected points.
   *
   * @param bounds the chains that touch it
   * @param vitalTo the chains that it is an eye of
   */
  private record Region(int[] points, BitSet bounds, BitSet vitalTo) {}

  Enclosures(BoardSize size, Stones stones, Colour colour, boolean suicide) {
    this.size = size;
    this.stones = stones;
    this.suicide = suicide;
    own = Stones.code(colour);
    chains = new int[size.arrayLength()];
    numberChains();
    findRegions();
    findAlive();
    findTerritory();
  }

  boolean isAlive(int point) {
    return alive.get(chains[point]);
  }

  boolean isTerritory(int point) {
    return territory.get(point);
  }

  private void numberChains() {
    int[] chain = new int[size.area()];
    for (int point : size.points()) {
      if (stones.at(point) == own && chains[point] == 0) {
        chainCount++;
        int length = stones.chain(point, chain, 0);
        for (int i = 0; i < length; i++) {
          chains[chain[i]] = chainCount;
        }
      }
    }
  }

  private void findRegions() {
    BitSet seen = new BitSet();
    int[] found = new int[size.area()];
    for (int start : size.points()) {
      if (stones.at(start) == own || seen.get(start)) {
        continue;
      }
      int length = 1;
      found[0] = start;
      seen.set(start);
      for (int i = 0; i < length; i++) {
        for (int neighbour : stones.neighbours(found[i])) {
          if (isOpen(neighbour) && !seen.get(neighbour)) {
            seen.set(neighbour);
            found[length++] = neighbour;
          }
        }
      }
      regions.add(region(Arrays.copyOf(found, length)));
    }
  }

  private boolean isOpen(int point) {
    return stones.at(point) != own && stones.at(point) != Stones.BORDER;
  }

  private Region region(int[] points) {
    BitSet bounds = new BitSet();
    BitSet vitalTo = new BitSet();
    vitalTo.set(1, chainCount + 1);
    for (int point : points) {
      BitSet touched = chainsAround(point);
      bounds.or(touched);
      if (suicide || stones.at(point) == Stones.EMPTY) {
        vitalTo.and(touched);
      }
    }
    return new Region(points, bounds, vitalTo);
  }

  private BitSet chainsAround(int point) {
    BitSet around = new BitSet();
    for (int neighbour : stones.neighbours(point)) {
      if (stones.at(neighbour) == own) {
        around.set(chains[neighbour]);
      }
    }
    return around;
  }

  /**
   * Drops chains with fewer than two vital regions, and regions with a dropped chain, until none.
   */
  private void findAlive() {
    alive.set(1, chainCount + 1);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int chain = alive.nextSetBit(0); chain >= 0; chain = alive.nextSetBit(chain + 1)) {
        if (vitalRegions(chain) < 2) {
          alive.clear(chain);
          changed = true;
        }
      }
    }
  }

  private long vitalRegions(int chain) {
    return regions.stream()
        .filter(region -> region.vitalTo.get(chain) && isWithin(region.bounds, alive))
        .count();
  }

  private static boolean isWithin(BitSet some, BitSet all) {
    BitSet rest = (BitSet) some.clone();
    rest.andNot(all);
    return rest.isEmpty();
  }

  /** Every point touches a living chain, so that the opponent can have no eye, now or later. */
  private void findTerritory() {
    for (Region region : regions) {
      boolean closed = isWithin(region.bounds, alive);
      for (int point : region.points) {
        closed &= chainsAround(point).intersects(alive);
      }
      if (closed) {
        for (int point : region.points) {
          territory.set(point);
        }
      }
    }
  }
}
