package org.tengen.driver.network;

import java.io.Serializable;
import org.tengen.go.BoardSize;
import org.tengen.go.planes.InputPlanes;
import org.tengen.models.Engine;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.models.policyvalue.PolicyValueSettings;
import org.tengen.worker.games.GameFit;

/** A policy-value network that learns from games. */
public record BoardNetwork(PolicyValueSettings settings) implements Trainee, Serializable {
  private static final long serialVersionUID = 1L;

  /** A new replica. */
  public PolicyValueReplica replica(Engine engine) {
    return engine.policyValue(settings);
  }

  /** The board that it is trained on. */
  public BoardSize size() {
    return new BoardSize(settings.input().width(), settings.input().height());
  }

  /** What it reads of a game. */
  public InputPlanes input() {
    BoardPlanes shape = settings.input();
    return new InputPlanes(size(), shape.history());
  }

  @Override
  public long parameters() {
    return settings.parameters();
  }

  @Override
  public ReplicaMemory memory(Engine engine, int batch) {
    return engine.policyValueMemory(settings, batch);
  }

  @Override
  public ReplicaMemory evaluationMemory(Engine engine) {
    return engine.policyValueMemory(settings, GameFit.EVALUATED);
  }
}
