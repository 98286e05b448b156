package org.tengen.ps.strategy;

import java.io.Serializable;

/** How many pushes make one update: the third of the four choices. */
public sealed interface Gathering extends Serializable {

  /** Whether an update waits for one push of every lane. */
  boolean wholeClock();

  /** Each push is an update, in order of arrival. */
  record Each() implements Gathering {
    @Override
    public boolean wholeClock() {
      return false;
    }
  }

  /**
   * A clock's pushes of all lanes are one update: their sample-weighted mean, added in lane order,
   * so that the result does not depend on who came first.
   */
  record WholeClock() implements Gathering {
    @Override
    public boolean wholeClock() {
      return true;
    }
  }
}
