package org.tengen.ps.simulation;

/** What a seed has drawn: what is trained, and how. Equal ones train the same. */
interface Scenario {
  /** The samples of a push, on average. */
  int BATCH = 4;

  /** All that is needed to train it. */
  Trained trained();

  /** The same without what must make no difference to the weights in the end. */
  Scenario calm();
}
