package org.tengen.go.puct;

import java.util.Arrays;
import org.tengen.go.BoardSize;

/**
 * A search tree without objects: a node is a number, and what is known of it stands in arrays. The
 * children of a node are next to each other and behind it, and node 0 is the root.
 *
 * <p>A node is the position after its move. Its values are those of the player who made that move,
 * from -1 to 1. A visit that is on its way counts as lost. The visits of a node are one, its own,
 * and those of its children.
 */
final class PuctTree {
  static final int ROOT = 0;

  private static final int NONE = -1;

  /** The prior of children whose node has not been told. */
  private static final float UNTOLD = -1;

  private static final int SMALLEST = 1024;

  private final int mostNodes;
  private short[] moves = new short[SMALLEST];
  private float[] priors = new float[SMALLEST];
  private int[] visits = new int[SMALLEST];
  private double[] values = new double[SMALLEST];
  private int[] parents = new int[SMALLEST];
  private int[] firstChildren = new int[SMALLEST];
  private short[] childCounts = new short[SMALLEST];
  private int nodes;

  /** A root alone, which grows to {@code mostNodes} nodes. */
  PuctTree(int mostNodes) {
    this.mostNodes = mostNodes;
    clear();
  }

  /** Leaves a root that has not been visited. */
  void clear() {
    nodes = 0;
    add(BoardSize.PASS, NONE);
  }

  /** Is there room for the children of one more node? */
  boolean hasRoom(int children) {
    return nodes + children <= mostNodes;
  }

  /** Gives a node its children, one or more, which wait for their priors. */
  void expand(int node, int[] childMoves, int count) {
    firstChildren[node] = nodes;
    for (int i = 0; i < count; i++) {
      add(childMoves[i], node);
    }
    childCounts[node] = (short) count;
  }

  private void add(int move, int parent) {
    if (nodes == moves.length) {
      grow(2 * nodes);
    }
    moves[nodes] = (short) move;
    priors[nodes] = UNTOLD;
    visits[nodes] = 0;
    values[nodes] = 0;
    parents[nodes] = parent;
    firstChildren[nodes] = NONE;
    childCounts[nodes] = 0;
    nodes++;
  }

  private void grow(int length) {
    moves = Arrays.copyOf(moves, length);
    priors = Arrays.copyOf(priors, length);
    visits = Arrays.copyOf(visits, length);
    values = Arrays.copyOf(values, length);
    parents = Arrays.copyOf(parents, length);
    firstChildren = Arrays.copyOf(firstChildren, length);
    childCounts = Arrays.copyOf(childCounts, length);
  }

  boolean isExpanded(int node) {
    return childCounts[node] > 0;
  }

  /** Has it children without priors? */
  boolean isWaiting(int node) {
    return isExpanded(node) && priors[firstChildren[node]] == UNTOLD;
  }

  int firstChild(int node) {
    return firstChildren[node];
  }

  /** After the last child. */
  int endOfChildren(int node) {
    return firstChildren[node] + childCounts[node];
  }

  /** The child of that move, or -1. */
  int child(int node, int move) {
    for (int child = firstChildren[node]; child < endOfChildren(node); child++) {
      if (moves[child] == move) {
        return child;
      }
    }
    return NONE;
  }

  int move(int node) {
    return moves[node];
  }

  float prior(int node) {
    return priors[node];
  }

  void setPrior(int node, float prior) {
    priors[node] = prior;
  }

  int visits(int node) {
    return visits[node];
  }

  /** Visits to a node's children. */
  int simulations(int node) {
    return Math.max(0, visits[node] - 1);
  }

  /** The mean value for who made the node's move; it has been visited. */
  double value(int node) {
    return values[node] / visits[node];
  }

  /** Somebody goes to a node by all its parents, and is taken for lost until it is told. */
  void visit(int node) {
    for (int on = node; on != NONE; on = parents[on]) {
      visits[on]++;
      values[on]--;
    }
  }

  /**
   * What a visit has come to.
   *
   * @param value of the node's position, for who made its move
   */
  void tell(int node, double value) {
    double own = value;
    for (int on = node; on != NONE; on = parents[on]) {
      values[on] += 1 + own;
      own = -own;
    }
  }

  /** Makes a node the root, and forgets all that is not behind it. */
  void keep(int root) {
    int[] places = new int[nodes];
    int kept = 0;
    for (int node = 0; node < nodes; node++) {
      boolean stays = node == root || (node > root && places[parents[node]] != NONE);
      places[node] = stays ? kept++ : NONE;
    }
    for (int node = root; node < nodes; node++) {
      if (places[node] != NONE) {
        move(node, places[node], places);
      }
    }
    nodes = kept;
  }

  private void move(int from, int to, int[] places) {
    moves[to] = moves[from];
    priors[to] = priors[from];
    visits[to] = visits[from];
    values[to] = values[from];
    parents[to] = to == ROOT ? NONE : places[parents[from]];
    firstChildren[to] = childCounts[from] == 0 ? NONE : places[firstChildren[from]];
    childCounts[to] = childCounts[from];
  }
}
