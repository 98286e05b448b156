package org.tengen.ps.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.Served;
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
        Served.one(KEY, Map.of(HostArrivals.TARGET, arrivals)),
        TcpSettings.defaults());
  }

  @Test
  void tellsWhereEachHostListensByItsFirstAddress() throws Exception {
    try (TcpServer owner = owner()) {
      HostArrivals.tell(
          KEY, TcpSettings.defaults(), owner.address(), 1, new ServerAddress("b", 2), "host 1");
      HostArrivals.tell(
          KEY,
          TcpSettings.defaults(),
          owner.address(),
          0,
          new ServerAddress("a", 1, "/tmp/s"),
          "host 0");
      HostArrivals.tell(
          KEY,
          TcpSettings.defaults(),
          owner.address(),
          1,
          new ServerAddress("c", 3),
          "host 1 again");
      assertThat(arrivals.await(Duration.ofSeconds(20), () -> true))
          .containsExactly(new ServerAddress("a", 1, "/tmp/s"), new ServerAddress("b", 2));
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
          "host 0");
      assertThat(arrivals.await(Duration.ofMinutes(5), () -> false))
          .containsExactly(new ServerAddress("a", 1, "/tmp/s"));
      assertThat(arrivals.await(Duration.ofMillis(1), () -> true)).hasSize(1);
    }
  }

  @Test
  void refusesAHostThatNobodyWaitsFor() throws Exception {
    try (TcpServer owner = owner()) {
      assertThatThrownBy(
              () ->
                  HostArrivals.tell(
                      KEY, TcpSettings.defaults(), owner.address(), 2, owner.address(), "host 2"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("host 2: expected 0 to 1");
    }
  }
}
