package org.tengen.ps.inbox;

import org.tengen.ps.protocol.Reply;

/**
 * Something for a single writer to do. It is either delivered or refused, once; before that it may
 * be asked how long it takes.
 */
public interface Mail {
  /** Does it, on the owner's thread. */
  void deliver(long nowNs);

  /** Will not be done, and why. */
  void refuse(Reply.Refused why);

  /** Whether it is soon done, as things are now; asked on the owner's thread. */
  default boolean brief() {
    return false;
  }
}
