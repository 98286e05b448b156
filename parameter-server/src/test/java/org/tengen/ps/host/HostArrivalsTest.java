package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.ServedRuns;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpServer;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

@Timeout(60)
class HostArrivalsTest {
  private static final RunKey KEY =
      new RunKey("run", Secret.of("sixteen bytes or more".getBytes(StandardCharsets.UTF_8)));

  private final HostArrivals arrivals = new HostArrivals(2);

  private TcpServer owner() throws IOException {
    return TcpServer.start(
        Listen.onLoopback(),
        ServedRuns.one(KEY, Map.of(HostArrivals.TARGET, arrivals)),
        TcpSettings.defaults());
  }

  @Test
  void tellsWhereEachHostListensByItsFirstAddress() throws Exception {
    try (TcpServer owner = owner()) {
      HostArrivals.tell(
          KEY,
          TcpSettings.defaults(),
          owner.address(),
          1,
          new ServerAddress("b", 2),
          "p",
          "host 1");
      HostArrivals.tell(
          KEY,
          TcpSettings.defaults(),
          owner.address(),
          0,
          new ServerAddress("a", 1, "/tmp/s"),
          "p",
          "host 0");
      HostArrivals.tell(
          KEY,
          TcpSettings.defaults(),
          owner.address(),
          1,
          new ServerAddress("c", 3),
          "p",
          "host 1 again");
      assertThat(arrivals.await(Duration.ofSeconds(20), () -> true))
          .containsExactly(
              new HostArrivals.Arrival(new ServerAddress("a", 1, "/tmp/s"), "p"),
              new HostArrivals.Arrival(new ServerAddress("b", 2), "p"));
    }
  }

  @Test
  void givesUpWhenNobodyElseCanCome() throws Exception {
    try (TcpServer owner = owner()) {
      HostArrivals.tell(
          KEY,
          TcpSettings.defaults(),
          owner.address(),
          0,
          new ServerAddress("a", 1, "/tmp/s"),
          "p",
          "host 0");
      assertThat(arrivals.await(Duration.ofMinutes(5), () -> false))
          .containsExactly(new HostArrivals.Arrival(new ServerAddress("a", 1, "/tmp/s"), "p"));
      assertThat(arrivals.await(Duration.ofMillis(1), () -> true)).hasSize(1);
    }
  }

  @Test
  void refusesAHostThatNobodyWaitsFor() throws Exception {
    try (TcpServer owner = owner()) {
      assertThatThrownBy(
              () ->
                  HostArrivals.tell(
                      KEY,
                      TcpSettings.defaults(),
                      owner.address(),
                      2,
                      owner.address(),
                      "p",
                      "host 2"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("host 2: expected 0 to 1");
    }
  }

  /** Hosts of the processes that are named, each at its own port. */
  private static List<HostArrivals.Arrival> of(String processes) {
    List<HostArrivals.Arrival> all = new ArrayList<>();
    for (int at = 0; at < processes.length(); at++) {
      ServerAddress address = new ServerAddress("a", 1 + at);
      all.add(new HostArrivals.Arrival(address, "executor " + processes.charAt(at)));
    }
    return all;
  }

  @Test
  void putsNoTwoHostsOfAProcessNextToEachOther() {
    for (String processes : List.of("ab", "abc", "aabb", "abbac", "aaabbb", "aaabbc", "abcabca")) {
      List<ServerAddress> order = HostArrivals.apart(of(processes));
      assertThat(order).hasSize(processes.length()).doesNotHaveDuplicates();
      for (int at = 0; at < order.size(); at++) {
        char here = processes.charAt(order.get(at).port() - 1);
        char next = processes.charAt(order.get((at + 1) % order.size()).port() - 1);
        assertThat(here).as(processes + " as " + order).isNotEqualTo(next);
      }
    }
  }

  @Test
  void refusesMoreThanHalfOfTheHostsInOneProcess() {
    for (String processes : List.of("a", "aa", "aab", "abaac")) {
      assertThatThrownBy(() -> HostArrivals.apart(of(processes)))
          .isInstanceOf(RunFailedException.class)
          .hasMessageMatching(
              "replicas=2: \\d of \\d hosts of shards are in executor a, and no two neighbours may"
                  + " be");
    }
  }
}
