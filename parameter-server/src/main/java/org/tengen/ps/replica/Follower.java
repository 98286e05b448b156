package org.tengen.ps.replica;

/**
 * The way from a primary to its successor, as the primary sees it. Called on the shard's thread,
 * but for what {@link #ready} is given.
 */
public interface Follower {
  /**
   * Whether the way takes another entry now. If not, none is forwarded until {@code again} is
   * called, once, on any thread.
   */
  boolean ready(Runnable again);

  /** The next entry, by sequence; copies or encodes it before it returns. */
  void forward(Entry entry);

  /** Nothing more is to be forwarded in this turn: what was gathered may leave. */
  void flush();

  /** It is not followed any more, or cannot be; one line says why. */
  void over(String why);
}
