package org.tengen.jobs;

import java.io.IOException;
import java.io.InputStream;
import org.tengen.go.gtp.GtpServer;
import org.tengen.go.gtp.GtpSettings;
import org.tengen.go.player.UctPlayer;
import org.tengen.jobs.settings.GoSettings;

/** {@code tengen gtp}: an engine that other programs talk to, on this process's own streams. */
final class GtpJob implements Job {
  private static final String NAME = "Tengen";

  private final Terminal terminal;
  private final InputStream in;

  /**
   * The job in this process.
   *
   * @param in where commands come from
   */
  GtpJob(Terminal terminal, InputStream in) {
    this.terminal = terminal;
    this.in = in;
  }

  @Override
  public int run(Order order) throws IOException, InterruptedException {
    GoSettings settings = new GoSettings(order.values());
    GtpSettings engine =
        new GtpSettings(
            NAME,
            BuildStamp.load().version(),
            settings.firstSize(),
            settings.rules(),
            settings.seed());
    UctPlayer player = new UctPlayer(settings.search(settings.simulations()), System::nanoTime);
    new GtpServer(
            engine, player, System::nanoTime, new Daemons("gtp-commands"), terminal.err()::println)
        .serve(in, terminal.out());
    return ExitCode.DONE;
  }
}
