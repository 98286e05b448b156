package org.tengen.jobs;

import java.time.Duration;
import java.util.List;
import org.tengen.driver.WrongSetting;
import org.tengen.go.gtp.EngineException;
import org.tengen.go.gtp.GtpClient;
import org.tengen.go.match.Contestant;
import org.tengen.go.match.EngineContestant;
import org.tengen.go.match.PlayerContestant;
import org.tengen.go.player.UctPlayer;
import org.tengen.jobs.settings.GoSettings;
import org.tengen.jobs.settings.Suggestion;

/** Players by what is typed for them: {@code uct}, {@code uct:N}, {@code gtp:COMMAND}. */
final class Contestants {
  private static final String UCT = "uct";
  private static final String GTP = "gtp:";
  private static final List<String> KINDS = List.of(UCT, "gtp");

  private Contestants() {}

  /**
   * The player that {@code text} means.
   *
   * @throws WrongSetting if it means none, or its engine cannot be started
   */
  static Contestant of(String text, GoSettings settings) {
    if (text.startsWith(GTP)) {
      return engine(text.substring(GTP.length()).strip(), settings.answerDeadline());
    }
    if (text.equals(UCT)) {
      return uct(settings.simulations(), settings);
    }
    if (text.matches("uct:[1-9]\\d{0,7}")) {
      return uct(Integer.parseInt(text.substring(UCT.length() + 1)), settings);
    }
    throw new WrongSetting(
        "player "
            + text
            + ": expected uct, uct:SIMULATIONS or gtp:COMMAND, e.g. uct:1000 or"
            + " \"gtp:gnugo --mode gtp\""
            + suggestion(text.split(":", 2)[0]));
  }

  private static String suggestion(String kind) {
    return KINDS.contains(kind) ? "" : Suggestion.tail(kind, KINDS);
  }

  private static Contestant uct(int simulations, GoSettings settings) {
    return new PlayerContestant(new UctPlayer(settings.search(simulations), System::nanoTime));
  }

  /**
   * It is started, and asked for its name, before the first game: a wrong command is told at once.
   */
  private static Contestant engine(String command, Duration deadline) {
    try {
      GtpClient first = start(command);
      try (first) {
        first.require("name", deadline);
      }
    } catch (EngineException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while " + command + " was started", e);
    }
    return new EngineContestant(command, () -> start(command), deadline);
  }

  private static GtpClient start(String command) {
    return GtpClient.start(command, System::nanoTime, new Daemons("engine-output"));
  }
}
