package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.codec.Coding;
import org.tengen.ps.codec.Encoder;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Sent;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Training;

class ShardRefusalTest {
  private final ShardHarness shard = new ShardHarness("asp", 2, 10);

  @Test
  void servesANewLeaseOnly() {
    shard.attach(0, 2);
    assertThat(shard.pull(0, 0).refusal())
        .isEqualTo("SUPERSEDED: lane 0: lease 1 was taken over by lease 2");
    assertThat(shard.attach(0, 1).refusal()).startsWith("SUPERSEDED: ");
  }

  @Test
  void servesNobodyWhoHasNotAttached() {
    assertThat(shard.pull(0, 0).refusal())
        .isEqualTo("INVALID: lane 0: lease 1 has not attached to shard 0");
  }

  @Test
  void takesNoPushOfALeaseThatHasNotPulledItself() {
    shard.attach(0, 1);
    shard.pull(0, 0);
    shard.attach(0, 2);
    Payload sum = Payload.of(new float[2], 0, 2);
    assertThat(shard.send(new Request.Push(0, 2, 0, 0, 0, 1, sum)).refusal())
        .isEqualTo(
            "INVALID: lane 0 pushes slice 0 for clock 0: expected clock 0, after a pull for it");
  }

  @Test
  void endsThePullOfALeaseThatIsTakenOver() {
    ShardHarness barrier = new ShardHarness("bsp", 2, 10);
    barrier.attachAll();
    barrier.iterate(0, 0, 1, 1);
    Sent parked = barrier.pull(0, 1);
    barrier.attach(0, 2);
    assertThat(parked.refusal()).isEqualTo("SUPERSEDED: lane 0 has attached again");
  }

  @Test
  void endsThePullOfALaneThatLeaves() {
    ShardHarness barrier = new ShardHarness("bsp", 2, 10);
    barrier.attachAll();
    barrier.iterate(0, 0, 1, 1);
    Sent parked = barrier.pull(0, 1);
    assertThat(barrier.send(new Request.Detach(0, 1, 1)).reply).isEqualTo(new Reply.Done());
    assertThat(parked.refusal()).isEqualTo("CLOSED: lane 0 left");
  }

  @Test
  void refusesAnotherCodecThanTheRuns() {
    shard.attachAll();
    shard.pull(0, 0);
    Coding coding = new Coding(Codec.parse("bfloat16"), List.of(), 1, 1);
    Payload coded =
        Encoder.of(coding, new Layout(2, 2, 1)).encode(FloatBuffer.allocate(2), 1, 0).get(0);
    assertThat(shard.send(new Request.Push(0, 1, 0, 0, 0, 1, coded)).refusal())
        .isEqualTo(
            "INVALID: lane 0 pushes slice 0 as BFLOAT16: expected FLOAT32, for codec=float32");
    assertThat(shard.push(0, 0, 0, 0, 1, 1, 1).refusal()).isEmpty();
  }

  @Test
  void takesRawFloatsUnderACodecWhereASliceHasStatistics() {
    Training plain = ShardHarness.training("asp", 1, 10);
    ShardHarness coded =
        new ShardHarness(
            new Training(
                plain.table(),
                plain.layout(),
                1,
                plain.strategy(),
                plain.budget(),
                Codec.parse("bfloat16")),
            ImageIntervals.none());
    coded.attachAll();
    coded.pull(0, 0);
    assertThat(coded.push(0, 0, 0, 0, 1, 1, 1).refusal())
        .isEqualTo(
            "INVALID: lane 0 pushes slice 0 as FLOAT32: expected BFLOAT16, for codec=bfloat16");
    assertThat(coded.push(0, 0, 1, 0, 1, 1, 1).refusal()).isEmpty();
  }

  @Test
  void aDetachThatComesLateLeavesThePullForALaterClock() {
    ShardHarness barrier = new ShardHarness("bsp", 2, 10);
    barrier.attachAll();
    barrier.iterate(0, 0, 1, 1);
    Sent parked = barrier.pull(0, 1);
    assertThat(barrier.send(new Request.Detach(0, 1, 0)).reply).isEqualTo(new Reply.Done());
    assertThat(parked.parked()).isTrue();
  }

  @Test
  void aPullThatComesLateDoesNotTakeTheLeaseBack() {
    ShardHarness shard = new ShardHarness("asp", 2, 10);
    shard.attachAll();
    shard.iterate(0, 0, 1, 1);
    Sent pulled = shard.pull(0, 1);
    assertThat(shard.pull(0, 0).refusal())
        .isEqualTo("INVALID: lane 0 pulls for clock 0, after a pull for clock 1");
    shard.pushAll(0, 1, pulled, 1, 1);
  }

  @Test
  void takesAPushOnEitherVersionThatAPullAndItsRepeatWereGiven() {
    ShardHarness shard = new ShardHarness("asp", 2, 10);
    shard.attachAll();
    Sent first = shard.pull(0, 0);
    shard.iterate(1, 0, 1, 1);
    shard.iterate(1, 1, 1, 1);
    Sent second = shard.pull(0, 0);
    assertThat(first.versions).containsExactly(0L, 0L);
    assertThat(second.versions).containsExactly(2L, 2L);
    assertThat(shard.push(0, 0, 0, 3, 1, 1, 1).refusal())
        .isEqualTo("INVALID: lane 0 pushes slice 0 on version 3: was given 2");
    assertThat(shard.push(0, 0, 0, 0, 1, 1, 1).refusal()).isEmpty();
    assertThat(shard.push(0, 0, 1, 2, 1, 1, 1).refusal()).isEmpty();
  }

  @Test
  void refusesWhatMakesNoSense() {
    shard.attachAll();
    assertThat(shard.pull(2, 0).refusal()).isEqualTo("INVALID: lane 2: expected 0 to 1");
    assertThat(shard.pull(-1, 0).refusal()).startsWith("INVALID: lane -1");
    assertThat(shard.pull(0, 1).refusal())
        .isEqualTo(
            "INVALID: lane 0 pulls for clock 1: expected at most 0, which it has not pushed for");
    assertThat(shard.push(0, 0, 0, 0, 1, 1, 1).refusal())
        .isEqualTo(
            "INVALID: lane 0 pushes slice 0 for clock 0: expected clock 0, after a pull for it");
    shard.pull(0, 0);
    assertThat(shard.push(0, 0, 2, 0, 1, 1, 1).refusal()).startsWith("INVALID: slice 2");
    assertThat(shard.push(0, 0, 0, 0, 1, 1).refusal())
        .isEqualTo("INVALID: lane 0 pushes slice 0 with 1 floats: expected 2");
    assertThat(shard.push(0, 0, 0, 0, 0, 1, 1).refusal())
        .isEqualTo("INVALID: lane 0 pushes slice 0 of 0 samples: expected 1 or more");
    assertThat(shard.push(0, 0, 0, 7, 1, 1, 1).refusal())
        .isEqualTo("INVALID: lane 0 pushes slice 0 on version 7: was given 0");
    assertThat(shard.push(0, 1, 0, 0, 1, 1, 1).refusal()).startsWith("INVALID: ");
    assertThat(shard.send(new Request.Join(0, "x", Map.of())).refusal())
        .isEqualTo("INVALID: shard 0 takes no Join");
    assertThat(shard.weights()).containsExactly(0f, 0f, 0f, 0f);
    assertThat(shard.events).isEmpty();
  }

  @Test
  void stopsTheRunWhenSomethingBreaks() {
    shard.attachAll();
    shard
        .shard()
        .submit(
            new Request.Pull(0, 1, 0),
            new ReplyHandler() {
              @Override
              public void onWeights(int slice, long version, Payload weights) {
                throw new IllegalStateException("a bug");
              }

              @Override
              public void onReply(Reply reply) {}
            });
    shard.turn();
    String why = "shard 0 broke: java.lang.IllegalStateException: a bug";
    assertThat(shard.events).containsExactly(why);
    assertThat(shard.pull(1, 0).refusal()).isEqualTo("CLOSED: " + why);
  }

  @Test
  void refusesEverybodyAfterTheEnd() {
    ShardHarness barrier = new ShardHarness("bsp", 2, 10);
    barrier.attachAll();
    barrier.iterate(0, 0, 1, 1);
    Sent parked = barrier.pull(0, 1);
    barrier.shard().close("the run has ended");
    assertThat(parked.refusal()).isEqualTo("CLOSED: the run has ended");
    assertThat(barrier.pull(1, 0).refusal()).isEqualTo("CLOSED: the run has ended");
  }
}
