package org.tengen.driver.launch;

import java.io.Serializable;

/**
 * What a lane's task returns to the driver. No record: the programs of others may have Spark move
 * it by Kryo without our registrator, and Kryo cannot set a record's fields.
 */
public final class LaneOutcome implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int lane;
  private final String worker;
  private final long samples;

  LaneOutcome(int lane, String worker, long samples) {
    this.lane = lane;
    this.worker = worker;
    this.samples = samples;
  }

  /** The lane. */
  public int lane() {
    return lane;
  }

  /** Host and process that finished the lane. */
  public String worker() {
    return worker;
  }

  /** Samples that its last lease gave. */
  public long samples() {
    return samples;
  }
}
