package org.tengen.go.puct;

import java.util.Arrays;
import org.tengen.go.Game;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.planes.Symmetry;

/**
 * The last evaluations of one search, by what the network saw: the stones of each position that its
 * planes show, and who is to move. An evaluation takes the place of another with the same place in
 * the table.
 */
final class EvaluationCache {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final InputPlanes input;
  private final long[] keys;
  private final float[] policies;

  /** NaN where there is no evaluation. */
  private final float[] values;

  EvaluationCache(InputPlanes input, int capacity) {
    this.input = input;
    keys = new long[capacity];
    policies = new float[Math.multiplyExact(capacity, input.moves())];
    values = new float[capacity];
    Arrays.fill(values, Float.NaN);
  }

  /** Of all that the planes of a game show. */
  long key(Game game) {
    long key = game.situationHash();
    int known = Math.min(input.history() - 1, game.moves());
    for (int back = 1; back <= known; back++) {
      key = Long.rotateLeft(key * GOLDEN, 29) ^ game.hashBefore(game.moves() - back);
    }
    return key * GOLDEN;
  }

  /** The place of an evaluation, or -1. */
  int find(long key) {
    if (keys.length == 0) {
      return -1;
    }
    int entry = entry(key);
    return keys[entry] == key && !Float.isNaN(values[entry]) ? entry : -1;
  }

  private int entry(long key) {
    return (int) Long.remainderUnsigned(key, keys.length);
  }

  /** Keeps an evaluation of a position that was turned. */
  void put(long key, float[] policy, int offset, Symmetry turn, float value) {
    if (keys.length == 0) {
      return;
    }
    int entry = entry(key);
    keys[entry] = key;
    values[entry] = value;
    for (int place = 0; place < input.moves(); place++) {
      policies[entry * input.moves() + place] = policy[offset + turn.image(place)];
    }
  }

  /** Has the policies of all entries, one behind the other, of boards that are not turned. */
  float[] policies() {
    return policies;
  }

  float value(int entry) {
    return values[entry];
  }
}
