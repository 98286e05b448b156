package org.tengen.ps.inbox;

import org.tengen.ps.protocol.Reply;

/** Something for a single writer to do. Exactly one of the two methods is called, once. */
public interface Mail {
  /** Does it, on the owner's thread. */
  void deliver(long nowNs);

  /** Will not be done, and why. */
  void refuse(Reply.Refused why);
}
