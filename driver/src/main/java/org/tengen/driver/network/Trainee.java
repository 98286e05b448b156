package org.tengen.driver.network;

import org.tengen.models.Engine;
import org.tengen.models.ReplicaMemory;

/** A network as far as its memory is planned. */
public interface Trainee {
  /** The number of parameters, statistics included. */
  long parameters();

  /** What a replica takes that trains on batches of so many samples. */
  ReplicaMemory memory(Engine engine, int batch);

  /** What a replica takes with which it is evaluated. */
  ReplicaMemory evaluationMemory(Engine engine);
}
