package org.tengen.ps.strategy;

import java.io.Serializable;

/** What a push carries: the first of the four choices. */
public sealed interface Sent extends Serializable {
  /** The gradient's sum over the batch; the optimiser runs on the server. */
  record Gradient() implements Sent {}
}
