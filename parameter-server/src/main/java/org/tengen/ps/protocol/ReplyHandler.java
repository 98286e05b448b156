package org.tengen.ps.protocol;

/**
 * Receives the answer to one request. Called on the endpoint's own thread: it copies or queues, and
 * returns; it never blocks.
 */
@FunctionalInterface
public interface ReplyHandler {
  /**
   * One slice of the answer to a pull, before its {@link Reply.Pulled}.
   *
   * @param slice the slice's index in the whole table
   * @param version the number of updates that the slice has had
   * @param weights the slice's floats, readable until this call returns
   */
  default void onWeights(int slice, long version, Payload weights) {
    throw new IllegalStateException("weights of slice " + slice + " answer no pull");
  }

  /**
   * Whether the way to the lane takes another slice now. If not, the endpoint delivers none until
   * {@code again} is called, once, on any thread.
   */
  default boolean ready(Runnable again) {
    return true;
  }

  /** The end of the answer. */
  void onReply(Reply reply);
}
