package org.tengen.driver.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tengen.driver.WrongSetting;
import org.tengen.ps.host.SecretFile;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.wire.Secret;

/**
 * Processes of {@code tengen server} that a run's shards are placed in.
 *
 * @param addresses where they listen; workers reach them there too
 * @param secretFile what they all know, on the driver's disk
 */
public record Servers(List<ServerAddress> addresses, Path secretFile) implements ShardPlace {
  public Servers {
    addresses = List.copyOf(addresses);
  }

  /**
   * What the servers know.
   *
   * @throws WrongSetting for a file that cannot be used
   */
  Secret secret() {
    try {
      return SecretFile.read(secretFile);
    } catch (IOException e) {
      throw new WrongSetting("secret-file=" + e.getMessage(), e);
    }
  }
}
