package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tengen.ps.host.HostedTraining.INITIAL;
import static org.tengen.ps.host.HostedTraining.LANES;
import static org.tengen.ps.host.HostedTraining.settings;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.ReplicaStart;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.replica.Role;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;

/** A successor's end of a log and its primary's, in one thread. */
class UpstreamWayTest {
  private final List<Long> came = new ArrayList<>();
  private final ReplicatedShard primary =
      new ReplicatedShard(
          new ShardSettings(
              settings("log", "asp", 20, ImageIntervals.none()).training(),
              ImageIntervals.none(),
              INITIAL.shards().get(0),
              new long[LANES],
              1_000_000),
          ReplicaStart.first(Role.PRIMARY),
          new Deaf(),
          () -> {},
          () -> 0);
  private final UpstreamWay way =
      new UpstreamWay(0, new LogEnd(shard -> primary), entry -> came.add(entry.sequence()));

  /** Two lanes ask to be attached, which are entries 1 and 2. */
  @BeforeEach
  void follow() {
    primary.lease(1, 0, 1000);
    way.follow(1, 1);
    primary.doWork(0);
    attach(0);
    attach(1);
    assertThat(came).containsExactly(1L, 2L);
  }

  private void attach(int lane) {
    primary.submit(new Request.Attach(lane, 1), reply -> {});
    primary.doWork(0);
  }

  @Test
  void entriesThatAreMissingComeAgainOverTheSameConnection() {
    way.follow(1, 2);
    primary.doWork(0);
    assertThat(way.broken()).isNotDone();
    assertThat(came).containsExactly(1L, 2L, 2L);
    way.follow(1, 1);
    way.follow(1, 2);
    primary.doWork(0);
    assertThat(came).containsExactly(1L, 2L, 2L, 2L);
    attach(0);
    assertThat(came).containsExactly(1L, 2L, 2L, 2L, 3L);
    assertThat(way.broken()).isNotDone();
  }

  @Test
  void breaksWhereEntriesAreGone() {
    way.confirm(1, 2);
    primary.doWork(0);
    way.follow(1, 2);
    primary.doWork(0);
    assertThat(way.broken()).isDone();
  }

  private static final class Deaf implements ShardListener {
    @Override
    public boolean wantsImage(ImageKind kind, long index) {
      return false;
    }

    @Override
    public void onImage(long index, ShardImage image) {}

    @Override
    public void onFinished(int shard) {}

    @Override
    public void onBroken(int shard, String message) {
      throw new AssertionError(message);
    }
  }
}
