package org.tengen.worker.play;

import org.tengen.go.BoardSize;
import org.tengen.go.planes.Evaluator;
import org.tengen.go.planes.InputPlanes;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueEvaluator;
import org.tengen.models.policyvalue.PolicyValueOutputs;

/** A policy-value network as a search asks it. It owns the network, and closes it. */
public final class NetworkEvaluator implements Evaluator, AutoCloseable {
  private final PolicyValueEvaluator network;
  private final InputPlanes input;

  /**
   * Asks a network.
   *
   * @throws org.tengen.go.GoException for a network of a board larger than 19x19
   */
  public NetworkEvaluator(PolicyValueEvaluator network) {
    this.network = network;
    BoardPlanes planes = network.input();
    input = new InputPlanes(new BoardSize(planes.width(), planes.height()), planes.history());
  }

  @Override
  public InputPlanes input() {
    return input;
  }

  @Override
  public void evaluate(int positions, float[] planes, float[] policies, float[] values) {
    PolicyValueOutputs said = network.evaluate(positions, planes);
    System.arraycopy(said.policies(), 0, policies, 0, positions * input.moves());
    System.arraycopy(said.values(), 0, values, 0, positions);
  }

  @Override
  public void close() {
    network.close();
  }
}
