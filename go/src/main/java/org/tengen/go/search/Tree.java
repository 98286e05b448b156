package org.tengen.go.search;

/**
 * A search tree without objects: a node is a number, and what is known of it stands in arrays. The
 * children of a node are next to each other, and node 0 is the root.
 *
 * <p>A node is the position after its move. Its wins are those of the player who made that move.
 * Beside them stand those of simulations in which the same player made the move later (RAVE), which
 * begin with what is known before any simulation.
 */
final class Tree {
  private final double exploration;
  private final double raveVisits;

  private final short[] moves;
  private final int[] visits;
  private final float[] wins;
  private final int[] laterVisits;
  private final float[] laterWins;
  private final int[] firstChild;
  private final short[] childCount;
  private int nodes;

  Tree(int capacity, double exploration, double raveVisits) {
    this.exploration = exploration;
    this.raveVisits = raveVisits;
    moves = new short[capacity];
    visits = new int[capacity];
    wins = new float[capacity];
    laterVisits = new int[capacity];
    laterWins = new float[capacity];
    firstChild = new int[capacity];
    childCount = new short[capacity];
    clear();
  }

  /** Leaves a root that has not been visited. */
  void clear() {
    nodes = 0;
    add(0, 0, 0);
  }

  /** Is there room for the children of one more node? */
  boolean hasRoom(int children) {
    return nodes + children <= moves.length;
  }

  /** Opens a node: what is {@link #add added} until {@link #close} is its children. */
  void open(int node) {
    firstChild[node] = nodes;
  }

  /** A child with what is known of it before any simulation. */
  void add(int move, int knownVisits, double knownWins) {
    moves[nodes] = (short) move;
    visits[nodes] = 0;
    wins[nodes] = 0;
    laterVisits[nodes] = knownVisits;
    laterWins[nodes] = (float) knownWins;
    childCount[nodes] = 0;
    nodes++;
  }

  void close(int node) {
    childCount[node] = (short) (nodes - firstChild[node]);
  }

  boolean isExpanded(int node) {
    return childCount[node] > 0;
  }

  int firstChild(int node) {
    return firstChild[node];
  }

  /** After the last child. */
  int endOfChildren(int node) {
    return firstChild[node] + childCount[node];
  }

  int move(int node) {
    return moves[node];
  }

  int visits(int node) {
    return visits[node];
  }

  /** The share of won simulations; 0.5 where there were none. */
  double winRate(int node) {
    return visits[node] == 0 ? 0.5 : wins[node] / (double) visits[node];
  }

  /** A simulation came by here, and was worth so much to the player who made the move. */
  void update(int node, float won) {
    visits[node]++;
    wins[node] += won;
  }

  /**
   * A simulation came by here in which the player to move made some moves first of both players.
   *
   * @param firstBy by point: which player was the first there
   */
  void updateLater(int node, byte[] firstBy, int colour, float won) {
    int end = endOfChildren(node);
    for (int child = firstChild[node]; child < end; child++) {
      if (firstBy[moves[child]] == colour) {
        laterVisits[child]++;
        laterWins[child] += won;
      }
    }
  }

  /** The child to try next; of equals the first. */
  int select(int node) {
    double logVisits = exploration == 0 ? 0 : Math.log(visits[node] + 1);
    int end = endOfChildren(node);
    int best = firstChild[node];
    double bestValue = Double.NEGATIVE_INFINITY;
    for (int child = firstChild[node]; child < end; child++) {
      double value = value(child);
      if (exploration != 0) {
        value += exploration * Math.sqrt(logVisits / (visits[child] + 1));
      }
      if (value > bestValue) {
        bestValue = value;
        best = child;
      }
    }
    return best;
  }

  /** Own results, and those of later moves the less the more there are of the former. */
  private double value(int child) {
    double own = visits[child];
    double later = laterVisits[child];
    if (own == 0) {
      return later == 0 ? 1 : laterWins[child] / later;
    }
    if (later == 0 || raveVisits == 0) {
      return wins[child] / own;
    }
    double weight = later / (own + later + own * later / raveVisits);
    return weight * laterWins[child] / later + (1 - weight) * wins[child] / own;
  }

  /** The child with most visits; of equals the one with more wins. */
  int mostVisited(int node) {
    int end = endOfChildren(node);
    int best = firstChild[node];
    for (int child = best + 1; child < end; child++) {
      if (visits[child] > visits[best]
          || (visits[child] == visits[best] && value(child) > value(best))) {
        best = child;
      }
    }
    return best;
  }
}
