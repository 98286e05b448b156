package org.tengen.driver.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.tengen.driver.WrongSetting;
import org.tengen.ps.host.SecretFile;
import org.tengen.ps.host.Standalone;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpSettings;

/**
 * Processes of {@code tengen server} that a run's shards are placed in.
 *
 * @param addresses where they listen; workers reach them there too
 * @param secretFile what they all know, on the driver's disk
 */
public record Servers(List<ServerAddress> addresses, Path secretFile) {
  public Servers {
    addresses = List.copyOf(addresses);
  }

  /**
   * The placement.
   *
   * @param connections how they are reached
   * @param deadline for servers that do not listen yet, or have another run
   * @throws WrongSetting for a secret's file that cannot be used
   */
  Standalone placement(TcpSettings connections, Duration deadline) {
    String owner = "driver at process " + ProcessHandle.current().pid();
    try {
      return new Standalone(addresses, SecretFile.read(secretFile), connections, owner, deadline);
    } catch (IOException e) {
      throw new WrongSetting("secret-file=" + e.getMessage(), e);
    }
  }
}
