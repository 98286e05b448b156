package org.tengen.ps.client;

/**
 * Something that a lane has asked for and waits for. No thread waits in here: whoever owns the lane
 * polls when its bell rings, and at {@link #wakeNs} if nobody rings. Used by one thread at a time.
 */
public interface Pending {
  /**
   * Goes on as far as it can now. Only a {@link Connector} that opens a way may wait in here.
   *
   * @return whether it is over
   * @throws LaneException when it came to nothing, naming who was waited for
   * @throws SupersededException when a newer lease has taken the lane over
   */
  boolean poll(long nowNs) throws InterruptedException;

  /** When it wants to be polled whoever rings; it is over by a deadline of its own. */
  long wakeNs();

  /** Nobody wants it any more. It is to be polled until it is over, which is soon. */
  void abandon(long nowNs);
}
