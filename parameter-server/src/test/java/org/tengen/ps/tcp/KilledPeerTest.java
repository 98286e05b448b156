package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused;

/** Real processes that share memory, of which one is killed. */
@Tag("cluster")
@Timeout(60)
class KilledPeerTest {
  private static Set<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(SharedFile.FOLDER)) {
      return all.filter(path -> path.toString().contains("tengen-ps-")).collect(Collectors.toSet());
    }
  }

  @Test
  void aLaneThatIsKilledLeavesNoFileAndTheServerServesOn() throws Exception {
    Set<Path> before = files();
    FakeShard shard = new FakeShard(20 * KilledPeer.SLICE, KilledPeer.SLICE);
    try (TcpServer server =
            TcpServer.start(
                Listen.onLoopback(), KilledPeer.KEY, TcpSettings.defaults(), Map.of(0, shard));
        KilledPeer lane = KilledPeer.start("lane", server.address().words())) {
      assertThat(lane.line()).isEqualTo("pushing");
      lane.kill();
      assertThat(before).containsAll(files());
      try (TcpClient client = new TcpClient(KilledPeer.KEY, "next", TcpSettings.defaults());
          TcpConnection connection = client.connect(server.address())) {
        for (int push = 0; push < 100; push++) {
          assertThat(Asking.of(connection.endpoint(0), KilledPeer.push(push % 20)).reply())
              .isEqualTo(new Reply.Acknowledged(6));
        }
      }
    }
    assertThat(before).containsAll(files());
  }

  @Test
  void aServerThatIsKilledLeavesNoFileAndItsLanesAreTold() throws Exception {
    Set<Path> before = files();
    try (KilledPeer server = KilledPeer.start("server");
        TcpClient client = new TcpClient(KilledPeer.KEY, "lane", TcpSettings.defaults());
        TcpConnection connection = client.connect(ServerAddress.parse(server.line()))) {
      for (int push = 0; push < 100; push++) {
        assertThat(Asking.of(connection.endpoint(0), KilledPeer.push(push % 20)).reply())
            .isEqualTo(new Reply.Acknowledged(6));
      }
      server.kill();
      assertThat(Asking.of(connection.endpoint(0), KilledPeer.push(0)).reply())
          .isInstanceOfSatisfying(
              Refused.class, r -> assertThat(r.reason()).isEqualTo(Refused.Reason.LOST));
    }
    assertThat(before).containsAll(files());
  }
}
