package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Sent;

/** Pulls over a way that takes a slice at a time. */
class ShardDeliversAsTheWayTakesTest {
  /** Takes as many slices as it is told, then says no until it is told more. */
  private static final class NarrowWay implements ReplyHandler {
    final List<String> came = new ArrayList<>();
    private int room;
    private Runnable again = () -> {};

    NarrowWay(int room) {
      this.room = room;
    }

    void take(int more) {
      room += more;
      again.run();
    }

    @Override
    public boolean ready(Runnable wanted) {
      again = wanted;
      return room > 0;
    }

    @Override
    public void onWeights(int slice, long version, Payload weights) {
      room--;
      float[] first = new float[1];
      weights.read(0, first, 0, 1);
      came.add(slice + " v" + version + " " + first[0]);
    }

    @Override
    public void onReply(Reply reply) {
      came.add(reply instanceof Reply.Refused refused ? "" + refused.reason() : "" + reply);
    }
  }

  private static NarrowWay pull(ShardHarness shard, int lane, long clock) {
    NarrowWay way = new NarrowWay(1);
    shard.shard().submit(new Request.Pull(lane, 1, clock), way);
    shard.turn();
    return way;
  }

  @Test
  void theRestOfATableComesWhenTheWayTakesMore() {
    ShardHarness shard = new ShardHarness("asp", 1, 10);
    shard.attachAll();

    NarrowWay way = pull(shard, 0, 0);

    assertThat(way.came).containsExactly("0 v0 0.0");
    way.take(1);
    assertThat(way.came).hasSize(1);
    shard.turn();
    assertThat(way.came).containsExactly("0 v0 0.0", "1 v0 0.0", "Pulled[parkedNs=0]");
  }

  @Test
  void withoutABarrierASliceIsAsItIsWhenItLeavesAndItsPushIsTakenOnThatVersion() {
    ShardHarness shard = new ShardHarness("asp", 2, 10);
    shard.attachAll();
    NarrowWay way = pull(shard, 0, 0);
    shard.iterate(1, 0, 1, -3);

    way.take(1);
    shard.turn();

    assertThat(way.came).containsExactly("0 v0 0.0", "1 v1 3.0", "Pulled[parkedNs=0]");
    assertThat(shard.push(0, 0, 0, 0, 1, 1, 1).refusal()).isEmpty();
    assertThat(shard.push(0, 0, 1, 1, 1, 1, 1).refusal()).isEmpty();
  }

  @Test
  void behindABarrierEverySliceIsOfThePulledClock() {
    ShardHarness shard = new ShardHarness("bsp", 1, 10);
    shard.attachAll();
    NarrowWay way = pull(shard, 0, 0);
    // a repeated push of the clock, on a connection of before, moves the first slice on
    shard.push(0, 0, 0, 0, 1, -1, -1);

    way.take(1);
    shard.turn();

    assertThat(way.came).containsExactly("0 v0 0.0", "1 v0 0.0", "Pulled[parkedNs=0]");
  }

  @Test
  void aLaneThatAttachesAgainGetsNothingMoreOfWhatItPulledBefore() {
    ShardHarness shard = new ShardHarness("asp", 1, 10);
    shard.attachAll();
    NarrowWay before = pull(shard, 0, 0);

    shard.attach(0, 1);
    Sent after = shard.pull(0, 0);
    before.take(5);
    shard.turn();

    assertThat(before.came).containsExactly("0 v0 0.0", "LOST");
    assertThat(after.reply).isEqualTo(new Reply.Pulled(0));
  }

  @Test
  void aNewLeaseEndsWhatTheOneBeforePulled() {
    ShardHarness shard = new ShardHarness("asp", 1, 10);
    shard.attachAll();
    NarrowWay before = pull(shard, 0, 0);
    shard.attach(0, 2);
    assertThat(before.came).containsExactly("0 v0 0.0", "SUPERSEDED");
  }

  @Test
  void aSecondPullOfTheLaneEndsTheFirst() {
    ShardHarness shard = new ShardHarness("asp", 1, 10);
    shard.attachAll();
    NarrowWay first = pull(shard, 0, 0);
    NarrowWay second = pull(shard, 0, 0);
    assertThat(first.came).containsExactly("0 v0 0.0", "LOST");
    assertThat(second.came).containsExactly("0 v0 0.0");
  }

  @Test
  void whenTheShardClosesWhatIsUnderWayIsRefusedOnce() {
    ShardHarness shard = new ShardHarness("asp", 1, 10);
    shard.attachAll();
    NarrowWay way = pull(shard, 0, 0);

    shard.shard().close("the run has ended");
    way.take(5);

    assertThat(way.came).containsExactly("0 v0 0.0", "CLOSED");
  }
}
