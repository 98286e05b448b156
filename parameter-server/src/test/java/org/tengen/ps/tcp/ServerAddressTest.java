package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerAddressTest {
  @Test
  void isReadBackFromItsWords() {
    for (ServerAddress address :
        List.of(
            new ServerAddress("10.0.0.7", 7071),
            new ServerAddress("fe80::1", 7071),
            new ServerAddress("node1", 7071, "/tmp/a folder/socket"),
            new ServerAddress("fe80::1", 7071, "/tmp/s"))) {
      assertThat(ServerAddress.parse(address.words())).isEqualTo(address);
    }
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (String words : List.of("", "node1", "node1:", "node1:seven", ":")) {
      assertThatThrownBy(() -> ServerAddress.parse(words))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("address " + words + ": expected host:port, e.g. 10.0.0.7:7071");
    }
  }
}
