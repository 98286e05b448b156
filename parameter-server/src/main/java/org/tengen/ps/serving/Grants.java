package org.tengen.ps.serving;

import java.util.Arrays;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.training.Course;

/**
 * Which iterations the budget still has room for. Shard thread only.
 *
 * <p>Behind a barrier every shard knows each lane's share. Otherwise shard 0 alone gives out the
 * budget, a push at a time, when it admits the pull that begins it; the same iteration pulled again
 * by a successor is not counted again.
 */
public sealed interface Grants {
  /** Whether there is nothing left for the lane's iteration {@code clock}. */
  boolean spent(int lane, long clock);

  /** The lane begins iteration {@code clock}, which was not {@link #spent}. */
  void grant(int lane, long clock);

  /** Notes what is given out. */
  default void save(ShardRest.Writer out) {}

  /** Goes on with what was noted. */
  default void load(ShardRest.Reader in) {}

  /**
   * The grants of one shard.
   *
   * @param granted by lane, the iterations already given out when the run went on from an image
   */
  static Grants of(Course course, int shard, long[] granted) {
    if (course.strategy().admission().equalShares()) {
      return new Equal(course.iterationsPerLane());
    }
    return shard == 0 ? new Common(course.pushes(), granted) : new Elsewhere();
  }

  /** Every lane has the same share. */
  record Equal(long iterations) implements Grants {
    @Override
    public boolean spent(int lane, long clock) {
      return clock >= iterations;
    }

    @Override
    public void grant(int lane, long clock) {}
  }

  /** Who asks first has it. */
  final class Common implements Grants {
    private final long pushes;
    private final long[] granted;
    private long total;

    Common(long pushes, long[] granted) {
      this.pushes = pushes;
      this.granted = granted.clone();
      for (long each : granted) {
        total += each;
      }
    }

    @Override
    public void save(ShardRest.Writer out) {
      out.put(granted);
    }

    @Override
    public void load(ShardRest.Reader in) {
      in.read(granted);
      total = Arrays.stream(granted).sum();
    }

    @Override
    public boolean spent(int lane, long clock) {
      return clock >= granted[lane] && total >= pushes;
    }

    @Override
    public void grant(int lane, long clock) {
      if (clock >= granted[lane]) {
        granted[lane]++;
        total++;
      }
    }
  }

  /** Another shard gives the budget out. */
  record Elsewhere() implements Grants {
    @Override
    public boolean spent(int lane, long clock) {
      return false;
    }

    @Override
    public void grant(int lane, long clock) {}
  }
}
