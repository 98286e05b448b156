package org.tengen.go.puct;

import org.tengen.go.playout.Dice;

/**
 * Which move is tried next, by PUCT (Silver et al. 2017): the one with the greatest value plus
 * cPuct times prior times sqrt(simulations) / (1 + visits); and at the root, what visits say in the
 * end.
 */
final class Selection {
  private final PuctTree tree;
  private final double cPuct;
  private final double firstPlayReduction;

  // ---- of one root ----
  private RootSettings root = RootSettings.plain(1);

  /** The priors of the root's children, with noise. */
  private double[] priors = {};

  Selection(PuctTree tree, PuctSettings settings) {
    this.tree = tree;
    cPuct = settings.cPuct();
    firstPlayReduction = settings.firstPlayReduction();
  }

  /** Begins with a root whose children have their priors. */
  void begin(RootSettings settings, Dice dice) {
    root = settings;
    int first = tree.firstChild(PuctTree.ROOT);
    int count = tree.endOfChildren(PuctTree.ROOT) - first;
    priors = new double[count];
    for (int i = 0; i < count; i++) {
      priors[i] = tree.prior(first + i);
    }
    if (root.noise() > 0) {
      double[] noise = Dirichlet.draw(count, root.concentration() / count, dice);
      for (int i = 0; i < count; i++) {
        priors[i] += root.noise() * (noise[i] - priors[i]);
      }
    }
  }

  /** The child to try next; of equals the first. */
  int select(int node) {
    boolean isRoot = node == PuctTree.ROOT;
    double explore = explore(node);
    double untried = untried(node);
    int best = tree.firstChild(node);
    double bestUrgency = Double.NEGATIVE_INFINITY;
    for (int child = best; child < tree.endOfChildren(node); child++) {
      if (isRoot && isOwedVisits(child)) {
        return child;
      }
      int visits = tree.visits(child);
      double value = visits == 0 ? untried : tree.value(child);
      double urgency = value + explore * prior(node, child) / (1 + visits);
      if (urgency > bestUrgency) {
        bestUrgency = urgency;
        best = child;
      }
    }
    return best;
  }

  private double explore(int node) {
    return cPuct * Math.sqrt(Math.max(1, tree.simulations(node)));
  }

  private double prior(int node, int child) {
    return node == PuctTree.ROOT ? priors[child - tree.firstChild(node)] : tree.prior(child);
  }

  /**
   * What a move is taken for that was not tried: the node's value, less the more the greater the
   * priors of those that were. Where there is noise nothing is taken off (Wu 2019).
   */
  private double untried(int node) {
    double own = -tree.value(node);
    if (node == PuctTree.ROOT && root.noise() > 0) {
      return own;
    }
    double tried = 0;
    for (int child = tree.firstChild(node); child < tree.endOfChildren(node); child++) {
      if (tree.visits(child) > 0) {
        tried += prior(node, child);
      }
    }
    return own - firstPlayReduction * Math.sqrt(tried);
  }

  private boolean isOwedVisits(int child) {
    int visits = tree.visits(child);
    return visits > 0 && visits < forced(child);
  }

  /** The visits that a child of the root gets at least, once it was tried. */
  private double forced(int child) {
    double prior = prior(PuctTree.ROOT, child);
    return Math.sqrt(root.forced() * prior * tree.simulations(PuctTree.ROOT));
  }

  /**
   * The visits of the root's children, first to last, without those that were forced on them: as
   * many as were forced are left out, unless the child would then have been tried before the best
   * one (Wu 2019).
   */
  int[] earned() {
    int first = tree.firstChild(PuctTree.ROOT);
    int[] earned = new int[tree.endOfChildren(PuctTree.ROOT) - first];
    int best = 0;
    for (int i = 0; i < earned.length; i++) {
      earned[i] = tree.visits(first + i);
      best = isBetter(first + i, first + best) ? i : best;
    }
    if (root.forced() > 0 && earned[best] > 0) {
      double explore = explore(PuctTree.ROOT);
      double urgency = tree.value(first + best) + explore * priors[best] / (1 + earned[best]);
      for (int i = 0; i < earned.length; i++) {
        earned[i] = i == best ? earned[i] : earned(first + i, explore, urgency);
      }
    }
    return earned;
  }

  private int earned(int child, double explore, double bestUrgency) {
    int visits = tree.visits(child);
    if (visits == 0) {
      return 0;
    }
    int earned = visits;
    double behind = bestUrgency - tree.value(child);
    if (behind > 0) {
      double least = Math.floor(explore * prior(PuctTree.ROOT, child) / behind - 1) + 1;
      double unforced = visits - Math.floor(forced(child));
      earned = (int) Math.min(visits, Math.max(least, unforced));
    }
    return earned <= 1 ? 0 : earned;
  }

  /** Has the first more visits, or as many and a greater value, or none and a greater prior? */
  private boolean isBetter(int one, int other) {
    int difference = tree.visits(one) - tree.visits(other);
    if (difference != 0) {
      return difference > 0;
    }
    return tree.visits(one) > 0
        ? tree.value(one) > tree.value(other)
        : prior(PuctTree.ROOT, one) > prior(PuctTree.ROOT, other);
  }

  /** The child of the root that is best. */
  int best() {
    int best = tree.firstChild(PuctTree.ROOT);
    for (int child = best + 1; child < tree.endOfChildren(PuctTree.ROOT); child++) {
      best = isBetter(child, best) ? child : best;
    }
    return best;
  }

  /** A child of the root, as likely as its earned visits to the power of 1 / temperature. */
  int draw(double temperature, Dice dice) {
    int[] earned = earned();
    int most = 0;
    for (int visits : earned) {
      most = Math.max(most, visits);
    }
    if (most == 0) {
      return best();
    }
    double[] upTo = new double[earned.length];
    double sum = 0;
    for (int i = 0; i < earned.length; i++) {
      sum += StrictMath.pow((double) earned[i] / most, 1 / temperature);
      upTo[i] = sum;
    }
    double drawn = dice.unit() * sum;
    int child = 0;
    while (child < earned.length - 1 && upTo[child] <= drawn) {
      child++;
    }
    return tree.firstChild(PuctTree.ROOT) + child;
  }

  /** The best child of a node below the root, or -1 if none was tried. */
  int mostVisited(int node) {
    int best = -1;
    for (int child = tree.firstChild(node); child < tree.endOfChildren(node); child++) {
      if (tree.visits(child) > (best < 0 ? 0 : tree.visits(best))) {
        best = child;
      }
    }
    return best;
  }
}
