package org.tengen.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tengen.driver.WrongSetting;
import org.tengen.go.BoardSize;
import org.tengen.go.gtp.EngineException;
import org.tengen.go.gtp.GtpClient;
import org.tengen.go.match.Contestant;
import org.tengen.go.match.EngineContestant;
import org.tengen.go.match.PlayerContestant;
import org.tengen.go.planes.Evaluator;
import org.tengen.go.player.NetworkPlayer;
import org.tengen.go.player.UctPlayer;
import org.tengen.jobs.settings.GoSettings;
import org.tengen.jobs.settings.Suggestion;
import org.tengen.worker.play.NetworkEvaluator;

/**
 * Players by what is typed for them: {@code uct}, {@code uct:N}, {@code model:FOLDER}, {@code
 * model:FOLDER:N}, {@code gtp:COMMAND}.
 */
final class Contestants {
  private static final String UCT = "uct";
  private static final String GTP = "gtp:";
  private static final Pattern MODEL = Pattern.compile("model:(.+?)(?::([1-9]\\d{0,7}))?");
  private static final List<String> KINDS = List.of(UCT, "model", "gtp");

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
    Matcher model = MODEL.matcher(text);
    if (model.matches()) {
      String simulations = model.group(2);
      return network(
          model.group(1),
          simulations == null ? settings.simulations() : Integer.parseInt(simulations),
          settings);
    }
    throw new WrongSetting(
        "player "
            + text
            + ": expected uct:SIMULATIONS, model:FOLDER:SIMULATIONS or gtp:COMMAND, e.g. uct:1000"
            + " or \"gtp:gnugo --mode gtp\""
            + suggestion(text.split(":", 2)[0]));
  }

  private static String suggestion(String kind) {
    return KINDS.contains(kind) ? "" : Suggestion.tail(kind, KINDS);
  }

  private static Contestant uct(int simulations, GoSettings settings) {
    return new PlayerContestant(new UctPlayer(settings.search(simulations), System::nanoTime));
  }

  /** A network that plays the match's board; it is closed with the contestant. */
  private static Contestant network(String folder, int simulations, GoSettings settings) {
    ModelFolder model = ModelFolder.read(Path.of(folder));
    BoardSize size = settings.match().size();
    if (!model.input().size().equals(size)) {
      throw new WrongSetting(
          "size=%s: expected %s, the board of model:%s"
              .formatted(size, model.input().size(), folder));
    }
    NetworkEvaluator network = model.open(settings.networkThreads());
    String name = "model:" + folder + ":" + simulations;
    return new PlayerContestant(player(name, network, simulations, settings), network::close);
  }

  /** Who plays with a network as the settings say. */
  static NetworkPlayer player(
      String name, Evaluator network, int simulations, GoSettings settings) {
    return new NetworkPlayer(
        name, network, settings.tree(), simulations, settings.resignBelow(), System::nanoTime);
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
