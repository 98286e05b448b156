package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Sent;
import org.tengen.ps.serving.Served;

/** What is done by somebody who helps a shard, and what is left to its own thread. */
class ShardLeavesWhatTakesLongTest {
  private static final ImageIntervals EVERY_FOUR = new ImageIntervals(4, 0);

  /** Of pushes of two slices, the last one by which four samples are applied. */
  @ParameterizedTest
  @CsvSource({
    // strategy, lanes, pushes that are left
    "asp, 1, 2",
    "bsp, 2, 2",
    "bsp, 3, 2",
    "bsp:backup=1, 3, 2",
    "softsync:1, 2, 2"
  })
  void aPushAfterWhichAnImageIsDueIsLeft(String strategy, int lanes, int images) {
    ShardHarness shard = new ShardHarness(ShardHarness.training(strategy, lanes, 8), EVERY_FOUR);
    shard.attachAll();
    int left = 0;
    for (long clock = 0; shard.images.size() < images; clock++) {
      for (int lane = 0; lane < lanes; lane++) {
        Sent pulled = shard.pull(lane, clock);
        for (int slice = 0; slice < 2 && pulled.reply instanceof Reply.Pulled; slice++) {
          shard.shard().submit(push(lane, clock, slice, pulled), new Sent());
          int before = shard.images.size();
          int work = shard.shard().help(0);
          assertThat(shard.images).as("images taken by who helps").hasSize(before);
          left += work == Served.LEFT ? 1 : 0;
          shard.turn();
        }
      }
    }
    assertThat(left).isEqualTo(images);
  }

  private static Request push(int lane, long clock, int slice, Sent pulled) {
    Payload sum = Payload.of(new float[] {1, 1}, 0, 2);
    return new Request.Push(lane, 1, clock, slice, pulled.versions.get(slice), 1, sum);
  }

  @Test
  void aQuestionIsLeftAndSoIsWhatCameAfterIt() {
    ShardHarness shard = new ShardHarness("asp", 1, 8);
    CompletableFuture<ShardStatistics> asked = shard.shard().statistics();
    Sent attached = new Sent();
    shard.shard().submit(new Request.Attach(0, 1), attached);
    assertThat(shard.shard().help(0)).isEqualTo(Served.LEFT);
    assertThat(asked).isNotDone();
    assertThat(attached.reply).isNull();
    shard.turn();
    assertThat(asked).isDone();
    assertThat(attached.reply).isInstanceOf(Reply.Attached.class);
  }
}
