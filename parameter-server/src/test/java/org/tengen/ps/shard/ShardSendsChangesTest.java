package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.codec.Encoder;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

class ShardSendsChangesTest {
  private static final int LENGTH = 100;

  /** What pulls were answered with: "all", or the version whose changes came, by pull. */
  private final List<String> pulls = new ArrayList<>();

  private final float[] has = new float[LENGTH];

  private static Training training(String strategy) {
    return new Training(
        TableSpec.uniform(LENGTH, List.of(), new OptimiserSettings.Sgd(), new Schedule.Constant(1)),
        new Layout(LENGTH, LENGTH, 1),
        1,
        Strategy.parse(strategy),
        new Budget(10, 1),
        Codec.parse("topk:0.02+warmup:0"));
  }

  private static ShardHarness shard(Training training) {
    return new ShardHarness(
        training,
        ImageIntervals.none(),
        RunImage.initial(training.layout(), 1, new float[LENGTH]).shards());
  }

  private void pull(ShardHarness shard, int lease, long clock) {
    shard
        .shard()
        .submit(
            new Request.Pull(0, lease, clock),
            new ReplyHandler() {
              @Override
              public void onWeights(int slice, long version, Payload weights) {
                if (weights instanceof CodedPayload changes) {
                  pulls.add(changes.base() + " to " + version);
                  changes.change(has, 0);
                } else {
                  pulls.add("all");
                  weights.read(0, has, 0, LENGTH);
                }
              }

              @Override
              public void onReply(Reply reply) {
                assertThat(reply).isInstanceOf(Reply.Pulled.class);
              }
            });
    shard.shard().doWork(0);
  }

  private static void push(ShardHarness shard, int lease, long clock) {
    float[] sum = new float[LENGTH];
    sum[(int) clock] = -1;
    Payload payload =
        Encoder.of(shard.training.coding(), shard.training.layout())
            .encode(FloatBuffer.wrap(sum), 1, 0)
            .get(0);
    assertThat(shard.send(new Request.Push(0, lease, clock, 0, clock, 1, payload)).refusal())
        .isEmpty();
  }

  @Test
  void aPullBringsWhatHasChangedSinceTheLanesLastOne() {
    for (String strategy : List.of("bsp", "asp")) {
      pulls.clear();
      ShardHarness shard = shard(training(strategy));
      shard.attach(0, 1);
      for (long clock = 0; clock < 3; clock++) {
        pull(shard, 1, clock);
        push(shard, 1, clock);
      }
      pull(shard, 1, 3);
      assertThat(pulls).containsExactly("all", "0 to 1", "1 to 2", "2 to 3");
      assertThat(has).startsWith(1, 1, 1, 0);
    }
  }

  @Test
  void whoHasAttachedAgainGetsAllOfIt() {
    ShardHarness shard = shard(training("bsp"));
    shard.attach(0, 1);
    pull(shard, 1, 0);
    push(shard, 1, 0);
    shard.attach(0, 1);
    pull(shard, 1, 1);
    shard.attach(0, 2);
    pull(shard, 2, 1);
    push(shard, 2, 1);
    pull(shard, 2, 2);
    assertThat(pulls).containsExactly("all", "all", "all", "1 to 2");
  }

  @Test
  void whoPullsAgainGetsAllOfIt() {
    ShardHarness shard = shard(training("bsp"));
    shard.attach(0, 1);
    pull(shard, 1, 0);
    pull(shard, 1, 0);
    push(shard, 1, 0);
    pull(shard, 1, 1);
    assertThat(pulls).containsExactly("all", "all", "all");
  }
}
