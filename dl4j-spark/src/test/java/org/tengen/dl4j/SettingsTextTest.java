package org.tengen.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTextTest {
  private final TengenTrainingMaster master =
      new TengenTrainingMaster.Builder()
          .workers(4)
          .shards(2)
          .strategy("ssp:3")
          .codec("topk:0.01")
          .batchSizePerWorker(64)
          .seed(7)
          .shuffle(false)
          .listenEvery(3)
          .tcp(true)
          .bind("127.0.0.1")
          .advertise("localhost")
          .port(4711)
          .startDeadline(Duration.ofSeconds(20))
          .deadline(Duration.ofSeconds(40))
          .build();

  @Test
  void readsTheJsonThatItWrites() {
    TengenTrainingMaster read = TengenTrainingMaster.fromJson(master.toJson());

    assertThat(read.settings()).isEqualTo(master.settings());
    assertThat(master.toJson()).contains("\"strategy\" : \"ssp:3\"");
  }

  @Test
  void readsTheYamlThatItWrites() {
    assertThat(TengenTrainingMaster.fromYaml(master.toYaml()).settings())
        .isEqualTo(master.settings());
  }

  @Test
  void refusesAKeyThatItDoesNotKnow() {
    assertThatThrownBy(() -> TengenTrainingMaster.fromJson("{\"worker\": 3}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "training master: unknown setting worker; expected one of workers,");
  }

  @Test
  void refusesWhatCannotBe() {
    TengenTrainingMaster.Builder builder = new TengenTrainingMaster.Builder();

    assertThatThrownBy(() -> builder.workers(-1).build())
        .hasMessage("workers=-1: expected 1 or more, or 0 for Spark's default parallelism");
    assertThatThrownBy(() -> builder.workers(1).strategy("bps").build())
        .hasMessageStartingWith("strategy=bps: expected bsp");
    assertThatThrownBy(() -> builder.strategy("bsp:backup=1").build())
        .hasMessage(
            "strategy=bsp:backup=1: expected one that leaves no worker's examples out: bsp,"
                + " ssp:SLACK, asp or softsync:N");
    assertThatThrownBy(() -> builder.strategy("local:8").build())
        .hasMessage(
            "strategy=local:8: expected one whose optimiser is in the server, as the network's"
                + " updater keeps its state: bsp, ssp:SLACK, asp or softsync:N");
    assertThatThrownBy(() -> builder.strategy("easgd:8").build())
        .hasMessageStartingWith("strategy=easgd:8: expected one whose optimiser is in the server");
    assertThatThrownBy(() -> builder.strategy("bsp").codec("float16").build())
        .hasMessageStartingWith("codec=float16: expected float32, bfloat16, int8,");
    assertThatThrownBy(() -> builder.strategy("asp:dc").codec("topk:0.01").build())
        .hasMessageStartingWith("codec=topk:0.01: not under asp:dc: delays are compensated");
    builder.codec("float32");
    assertThatThrownBy(() -> TengenTrainingMaster.fromJson("{\"port\": \"x\"}"))
        .hasMessage("port=x: expected a whole number");
    assertThatThrownBy(() -> builder.strategy("bsp").port(70000).build())
        .hasMessage("port=70000: expected 0 (any free one) to 65535");
  }
}
