package org.tengen.ps.tcp;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The connections that have not proved themselves, in order of arrival. An honest one is among them
 * for a few milliseconds, so for one too many the one that has been here longest makes room:
 * however many idle ones there are, newcomers get in. For any thread.
 */
final class Strangers {
  private final int most;
  private final Set<ServerDoor> here = new LinkedHashSet<>();

  Strangers(int most) {
    this.most = most;
  }

  /** One has come. */
  void enter(ServerDoor stranger) {
    ServerDoor longest = null;
    synchronized (this) {
      here.add(stranger);
      if (here.size() > most) {
        Iterator<ServerDoor> oldestFirst = here.iterator();
        longest = oldestFirst.next();
        oldestFirst.remove();
      }
    }
    if (longest != null) {
      longest.makeRoom();
    }
  }

  /** One has proved itself, or gone. */
  synchronized void leave(ServerDoor stranger) {
    here.remove(stranger);
  }
}
