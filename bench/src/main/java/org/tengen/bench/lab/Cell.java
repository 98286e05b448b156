package org.tengen.bench.lab;

/** One training of a grid. */
record Cell(String strategy, float rate, long seed) {
  @Override
  public String toString() {
    return strategy + ", rate " + rate + ", seed " + seed;
  }
}
