package org.tengen.ps.strategy;

import java.io.Serializable;

/** What a push carries: the first of the four choices. */
public sealed interface Sent extends Serializable {
  /** The steps that a lane makes for one push. */
  default int steps() {
    return 1;
  }

  /** Whether lanes have optimisers of their own, so that the server adds what they push. */
  default boolean fromOwnWeights() {
    return false;
  }

  /** Whether the optimisers' state travels with the weights. */
  default boolean sharesState() {
    return false;
  }

  /** The gradient's sum over the batch; the optimiser runs on the server. */
  record Gradient() implements Sent {}

  /**
   * How far a lane's own weights have gone in some steps from those that it pulled, times its
   * samples (local SGD: McMahan, Moore, Ramage, Hampson and Aguera y Arcas 2017; Stich 2019).
   *
   * @param state what becomes of the lane's optimiser state from pull to pull
   */
  record WeightChange(int steps, State state) implements Sent {
    public WeightChange {
      requireSteps("local", steps);
    }

    @Override
    public boolean fromOwnWeights() {
      return true;
    }

    @Override
    public boolean sharesState() {
      return state == State.AVERAGED;
    }

    /** What becomes of a lane's optimiser state when it pulls. */
    public enum State {
      /** The lane keeps its own. A lane that moves to another task begins with none. */
      KEPT,
      /** It is averaged by the server as the weights are, and travels with them. */
      AVERAGED,
      /** It begins anew. */
      RESET
    }
  }

  /**
   * A part of the distance from the centre to a lane's own weights, times its samples: both sides
   * move by it (elastic averaging: Zhang, Choromanska and LeCun 2015).
   *
   * @param part of the distance; {@link #BY_LANES} for 0.9 over the number of lanes
   */
  record Elastic(int steps, double part) implements Sent {
    /** A part that depends on the number of lanes. */
    public static final double BY_LANES = Double.POSITIVE_INFINITY;

    public Elastic {
      requireSteps("easgd", steps);
      if (!(part > 0 && part < 1) && part != BY_LANES) {
        throw new IllegalArgumentException(
            "strategy=easgd:"
                + steps
                + ":"
                + part
                + ": expected a part of the distance over 0 and less than 1, e.g. easgd:"
                + steps
                + ":0.1");
      }
    }

    @Override
    public boolean fromOwnWeights() {
      return true;
    }

    /** The part of the distance that is moved among {@code lanes}. */
    public double part(int lanes) {
      return part == BY_LANES ? 0.9 / lanes : part;
    }
  }

  private static void requireSteps(String name, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "strategy=" + name + ":" + steps + ": expected 1 or more steps, e.g. " + name + ":8");
    }
  }
}
