package org.tengen.ps.tcp;

/** Through which sockets processes speak. */
public enum Transport {
  /** A Unix domain socket where both are on one host and have them, else TCP. */
  AUTO,
  /** A Unix domain socket; where there is none, that is an error. */
  UNIX,
  /** TCP, wherever the other side is. */
  TCP
}
