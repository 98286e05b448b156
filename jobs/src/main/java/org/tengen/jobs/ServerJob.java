package org.tengen.jobs;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.tengen.driver.WrongSetting;
import org.tengen.jobs.settings.HostSettings;
import org.tengen.ps.host.SecretFile;
import org.tengen.ps.host.ShardHost;
import org.tengen.ps.wire.Secret;

/** {@code tengen server}: holds shards for one run after another, until it is told to stop. */
final class ServerJob implements Job {
  private final Terminal terminal;
  private final Function<Runnable, BooleanSupplier> stops;

  /**
   * The job in this process.
   *
   * @param stops given what to do when somebody first asks to stop, says whether somebody has
   */
  ServerJob(Terminal terminal, Function<Runnable, BooleanSupplier> stops) {
    this.terminal = terminal;
    this.stops = stops;
  }

  @Override
  public int run(Order order) throws InterruptedException {
    HostSettings settings = HostSettings.of(order.values());
    Secret secret = secret(settings);
    CountDownLatch stopped = new CountDownLatch(1);
    BooleanSupplier asked = stops.apply(stopped::countDown);
    try (ShardHost host = start(settings, secret)) {
      terminal.say("tengen server: listening on " + host.address() + " for one run at a time");
      if (!asked.getAsBoolean()) {
        stopped.await();
      }
      String run = host.run();
      terminal.say("stopping" + (run.isEmpty() ? "" : "; run " + run + " loses its shards"));
    }
    return ExitCode.DONE;
  }

  private ShardHost start(HostSettings settings, Secret secret) {
    try {
      return ShardHost.start(
          settings.listen(), secret, settings.connections(), ShardHost.SILENCE, terminal::say);
    } catch (IOException e) {
      throw new WrongSetting("listen: " + e.getMessage(), e);
    }
  }

  private static Secret secret(HostSettings settings) {
    try {
      return SecretFile.read(settings.secretFile());
    } catch (IOException e) {
      throw new WrongSetting("secret-file=" + e.getMessage(), e);
    }
  }
}
