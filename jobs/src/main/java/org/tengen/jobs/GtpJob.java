package org.tengen.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.tengen.go.BoardSize;
import org.tengen.go.Rules;
import org.tengen.go.gtp.GtpServer;
import org.tengen.go.gtp.GtpSettings;
import org.tengen.go.player.Player;
import org.tengen.go.player.UctPlayer;
import org.tengen.jobs.settings.GoSettings;
import org.tengen.worker.play.NetworkEvaluator;

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
    if (settings.model().isPresent()) {
      ModelFolder model = ModelFolder.read(Path.of(settings.model().get()));
      BoardSize size = settings.firstSize(model.input().size());
      try (NetworkEvaluator network = model.open(settings.networkThreads())) {
        serve(
            engine(settings, size, settings.rules(model.rules())),
            Contestants.player("network", network, settings.simulations(), settings));
      }
    } else {
      serve(
          engine(settings, settings.firstSize(), settings.rules()),
          new UctPlayer(settings.search(settings.simulations()), System::nanoTime));
    }
    return ExitCode.DONE;
  }

  private static GtpSettings engine(GoSettings settings, BoardSize size, Rules rules) {
    return new GtpSettings(NAME, BuildStamp.load().version(), size, rules, settings.seed());
  }

  private void serve(GtpSettings engine, Player player) throws IOException, InterruptedException {
    new GtpServer(
            engine, player, System::nanoTime, new Daemons("gtp-commands"), terminal.err()::println)
        .serve(in, terminal.out());
  }
}
