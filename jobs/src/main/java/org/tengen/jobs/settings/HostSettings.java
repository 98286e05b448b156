package org.tengen.jobs.settings;

import java.nio.file.Path;
import org.tengen.driver.WrongSetting;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpSettings;

/**
 * What {@code tengen server} is told; see the settings of the same names.
 *
 * @param secretFile not looked at yet
 * @param connections with TLS where its files are named
 */
public record HostSettings(Listen listen, Path secretFile, TcpSettings connections) {

  /**
   * The typed settings of {@code values}.
   *
   * @throws WrongSetting without a file for the secret
   */
  public static HostSettings of(Values values) {
    ServerAddress listen = values.get(ClusterCatalogue.LISTEN);
    String file =
        values
            .get(ClusterCatalogue.SECRET_FILE)
            .orElseThrow(
                () ->
                    new WrongSetting(
                        "secret-file=none: expected a file of mode 0600, e.g. of"
                            + " (umask 077; head -c 32 /dev/urandom | base64 > FILE)"));
    return new HostSettings(
        new Listen(listen.host(), listen.port(), listen.host()),
        Path.of(file),
        TcpSettings.defaults().with(TypedSettings.tls(values)));
  }
}
