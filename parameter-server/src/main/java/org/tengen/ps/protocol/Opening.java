package org.tengen.ps.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a lane did in its first steps, one thing after the other without a gap: the lanes' openings
 * beside each other show who waited for whom. Only the first lanes have one, and only so long a
 * one, so that a run of any size takes the same memory for it.
 *
 * @param afterNs when it began, since all lanes had come
 * @param pieces in their order; empty where there is none
 */
public record Opening(long afterNs, List<Piece> pieces) {
  /** Lanes from this one on have none. */
  public static final int LANES = 16;

  /** How many steps one has at most. */
  public static final int STEPS = 10;

  /** How many pieces one has at most. */
  public static final int PIECES = 96;

  /** Of a lane that has not begun, or has none. */
  public static final Opening NONE = new Opening(0, List.of());

  /** What a lane's time is spent with. */
  public enum Activity {
    /** CPU time in loss and gradient; each of a step's own. */
    COMPUTING(0),
    /** Other time in loss and gradient. */
    WAITING_FOR_CORE(1),
    /** Injected sleep. */
    STRAGGLING(2),
    /** Parked in a pull or an acknowledgement. */
    IDLE(3),
    /** In pulls and pushes otherwise. */
    SENDING(4);

    private final int code;

    Activity(int code) {
      this.code = code;
    }

    /** What it is on the wire. */
    public int code() {
      return code;
    }

    /** What is that on the wire; empty for nothing. */
    public static Optional<Activity> of(int code) {
      return Stream.of(values()).filter(activity -> activity.code == code).findFirst();
    }
  }

  /** So long it did that. */
  public record Piece(Activity activity, long ns) {}

  /** Refuses what {@link Tally} does not make. */
  public Opening {
    pieces = List.copyOf(pieces);
    if (pieces.size() > PIECES) {
      throw new IllegalArgumentException(
          "opening of " + pieces.size() + " pieces: expected at most " + PIECES);
    }
  }

  /** This one if there is one, or the later. */
  public Opening or(Opening later) {
    return pieces.isEmpty() ? later : this;
  }

  /** The same of a lane that began so long after all had come. */
  public Opening after(long ns) {
    return pieces.isEmpty() ? this : new Opening(ns, pieces);
  }

  /**
   * The opening of one lane while it goes on. Used by one thread. What is told of has begun when
   * the piece before ended.
   */
  public static final class Tally {
    private final List<Piece> pieces = new ArrayList<>();
    private long atNs;
    private int steps;
    private int lastStep = -1;
    private boolean over;
    private boolean changed;
    private Opening told = NONE;

    /** The lane begins now. */
    public Tally(int lane, long nowNs) {
      over = lane >= LANES;
      atNs = nowNs;
    }

    /** Whether nothing more is counted. */
    public boolean over() {
      return over;
    }

    /**
     * The lane has computed a step until now.
     *
     * @param cpuNs of CPU time
     */
    public void step(long cpuNs, long nowNs) {
      if (steps == STEPS) {
        over = true;
      }
      over |= pieces.size() >= PIECES - 1;
      if (!over) {
        steps++;
        lastStep = pieces.size();
        long computed = Math.min(cpuNs, nowNs - atNs);
        pieces.add(new Piece(Activity.COMPUTING, computed));
        changed = true;
        atNs += computed;
        until(Activity.WAITING_FOR_CORE, nowNs);
      }
    }

    /** It has computed until now what belongs to the step before, with which it is counted. */
    public void more(long nowNs) {
      if (!over && lastStep >= 0 && nowNs > atNs) {
        long before = pieces.get(lastStep).ns();
        pieces.set(lastStep, new Piece(Activity.COMPUTING, before + nowNs - atNs));
        changed = true;
        atNs = nowNs;
      }
    }

    /** It has slept until now. */
    public void straggled(long nowNs) {
      until(Activity.STRAGGLING, nowNs);
    }

    /**
     * It has pulled or pushed until now.
     *
     * @param idleNs of the time, parked
     * @param first whether it was parked first, as in a pull, or last
     */
    public void moved(long idleNs, boolean first, long nowNs) {
      long idle = Math.min(idleNs, nowNs - atNs);
      if (first) {
        until(Activity.IDLE, atNs + idle);
        until(Activity.SENDING, nowNs);
      } else {
        until(Activity.SENDING, nowNs - idle);
        until(Activity.IDLE, nowNs);
      }
    }

    private void until(Activity activity, long nowNs) {
      if (over || nowNs <= atNs) {
        return;
      }
      Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
      long ns = nowNs - atNs;
      if (last != null && last.activity() == activity) {
        pieces.set(pieces.size() - 1, new Piece(activity, last.ns() + ns));
      } else if (pieces.size() < PIECES) {
        pieces.add(new Piece(activity, ns));
      } else {
        over = true;
      }
      changed = true;
      atNs = nowNs;
    }

    /** So far. */
    public Opening opening() {
      if (changed) {
        told = new Opening(0, pieces);
        changed = false;
      }
      return told;
    }
  }
}
