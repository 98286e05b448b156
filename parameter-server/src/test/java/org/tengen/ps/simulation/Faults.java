package org.tengen.ps.simulation;

/**
 * How often things go wrong, each a probability.
 *
 * @param cut that a request's connection breaks: the request may still arrive, the answer does not
 * @param repeat that a push is sent twice
 * @param kill that a lane's task dies at a step of its, or between two slices of a push
 * @param zombie that a killed task's requests still arrive after its successor has joined
 * @param straggle that an iteration takes ten times as long
 * @param latencyNs what a message takes on average, no probability
 */
record Faults(
    double cut, double repeat, double kill, double zombie, double straggle, long latencyNs) {
  static final Faults NONE = new Faults(0, 0, 0, 0, 0, 100_000);
  static final Faults MANY = new Faults(0.01, 0.05, 0.03, 0.5, 0.1, 100_000);

  /** Nothing goes wrong, and messages take next to no time. */
  static final Faults AT_ONCE = new Faults(0, 0, 0, 0, 0, 100);
}
