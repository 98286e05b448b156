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
 * @param sigma of an iteration's time, which is then log-normal; 0 for between half and one and a
 *     half times the usual
 */
record Faults(
    double cut,
    double repeat,
    double kill,
    double zombie,
    double straggle,
    long latencyNs,
    double sigma) {
  static final Faults NONE = new Faults(0, 0, 0, 0, 0, 100_000, 0);
  static final Faults MANY = new Faults(0.01, 0.05, 0.03, 0.5, 0.1, 100_000, 0);

  /** Nothing goes wrong, messages take next to no time, and iterations a log-normal one. */
  static final Faults UNEVEN = new Faults(0, 0, 0, 0, 0, 100, 0.2);
}
