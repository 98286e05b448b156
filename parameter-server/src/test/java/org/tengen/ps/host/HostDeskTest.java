package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tengen.ps.host.HostedTraining.settings;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.shard.ImageIntervals;

class HostDeskTest {
  private static final long SECOND = 1_000_000_000;

  private final List<String> log = new ArrayList<>();
  private final HostDesk desk =
      new HostDesk(
          10 * SECOND,
          (run, shards, logs) -> {},
          run -> {
            throw new IllegalStateException("run " + run + " has no other hosts");
          },
          log::add,
          () -> {});

  private Reply order(HostOrder order, long nowNs) {
    List<Reply> replies = new ArrayList<>();
    desk.submit(new Request.Order(OrderBytes.of(order)), replies::add);
    desk.doWork(nowNs);
    assertThat(replies).hasSize(1);
    return replies.get(0);
  }

  private void begin() {
    Reply reply =
        order(HostedTraining.begin(settings("silent", "bsp", 1, ImageIntervals.none())), 0);
    assertThat(reply).isInstanceOf(Reply.Report.class);
  }

  private Reply look(long nowNs) {
    return order(new HostOrder.Look("silent", 0), nowNs);
  }

  @Test
  void dropsTheRunOfAnOwnerThatIsSilent() {
    begin();
    for (long now = 0; now < 10 * SECOND; now += SECOND / 50) {
      desk.doWork(now);
    }
    assertThat(log).isEmpty();

    desk.doWork(10 * SECOND);

    assertThat(log).containsExactly("dropped run silent: its driver was not heard for 10 s");
    assertThat(look(10 * SECOND))
        .isEqualTo(new Reply.Refused(Reason.CLOSED, "run silent is not here any more"));
  }

  @Test
  void takesItsOwnPauseForNobodysSilence() {
    begin();
    desk.doWork(SECOND / 50);

    desk.doWork(60 * SECOND);

    assertThat(log).isEmpty();
    assertThat(look(60 * SECOND)).isInstanceOf(Reply.Report.class);
  }
}
