package org.tengen.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.tengen.driver.WrongSetting;
import org.tengen.go.Colour;
import org.tengen.go.match.Contestant;
import org.tengen.go.match.Match;
import org.tengen.go.match.MatchSettings;
import org.tengen.go.match.Played;
import org.tengen.go.match.Standing;
import org.tengen.go.sgf.SgfWriter;
import org.tengen.jobs.settings.GoSettings;

/** {@code tengen match A B}: games between two players, their records, and who is stronger. */
final class MatchJob implements Job {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final int PLAYERS = 2;

  private final Terminal terminal;
  private final Function<Runnable, BooleanSupplier> stops;

  /**
   * The job in this process.
   *
   * @param stops given what to do when somebody first asks to stop, says whether somebody has
   */
  MatchJob(Terminal terminal, Function<Runnable, BooleanSupplier> stops) {
    this.terminal = terminal;
    this.stops = stops;
  }

  @Override
  public int run(Order order) throws IOException, InterruptedException {
    GoSettings typed = new GoSettings(order.values());
    MatchSettings settings = typed.match();
    if (order.words().size() != PLAYERS) {
      throw new WrongSetting("expected two players, e.g. tengen match uct:1000 uct:100");
    }
    try (Contestant first = Contestants.of(order.words().get(0), typed);
        Contestant second = Contestants.of(order.words().get(1), typed)) {
      Path folder = folder(typed);
      terminal.say("tengen match: " + first.name() + " against " + second.name());
      terminal.say("records: " + folder);
      return play(new Match(settings, first, second), settings, folder, first.name());
    }
  }

  private int play(Match match, MatchSettings settings, Path folder, String name)
      throws IOException, InterruptedException {
    BooleanSupplier stop =
        stops.apply(() -> terminal.err().println("stopping after this game; again stops at once"));
    Games games = new Games(folder);
    Standing standing = match.run(games, stop);
    String summary = summary(name, standing, games, settings.games());
    Files.writeString(folder.resolve("result.json"), json(standing, games));
    terminal.out().print(summary);
    terminal.out().flush();
    return games.ended + games.failed == settings.games() && standing.games() > 0
        ? ExitCode.DONE
        : ExitCode.FAILED;
  }

  private static Path folder(GoSettings settings) throws IOException {
    Path folder =
        Path.of(
            settings
                .out()
                .orElse("runs/match-" + TIME.format(LocalDateTime.now(ZoneId.systemDefault()))));
    try {
      if (folder.getParent() != null) {
        Files.createDirectories(folder.getParent());
      }
      return Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      throw new WrongSetting("out=" + folder + ": is there; expected a folder that is not", e);
    }
  }

  private static String summary(String name, Standing standing, Games games, int wanted) {
    StringBuilder text = new StringBuilder("\n");
    text.append(
        "%s: %d won, %d drawn, %d lost of %d games that count%n"
            .formatted(name, standing.won(), standing.drawn(), standing.lost(), standing.games()));
    text.append(
        String.format(
            Locale.ROOT,
            "share %.3f, 95%% interval %.3f to %.3f (Wilson); Elo %s, %s to %s%n",
            standing.share(),
            standing.low(),
            standing.high(),
            elo(standing.share()),
            elo(standing.low()),
            elo(standing.high())));
    if (games.disputed > 0) {
      text.append("%d games where a player names another winner%n".formatted(games.disputed));
    }
    if (games.failed > 0) {
      text.append("%d games in which an engine failed%n".formatted(games.failed));
    }
    int missing = wanted - games.ended - games.failed;
    if (missing > 0) {
      text.append("%d games were not played%n".formatted(missing));
    }
    return text.toString();
  }

  private static String json(Standing standing, Games games) {
    return String.format(
        Locale.ROOT,
        "{\"won\": %d, \"drawn\": %d, \"lost\": %d, \"share\": %.4f, \"low\": %.4f, \"high\": %.4f,"
            + " \"failed\": %d, \"disputed\": %d}%n",
        standing.won(),
        standing.drawn(),
        standing.lost(),
        standing.share(),
        standing.low(),
        standing.high(),
        games.failed,
        games.disputed);
  }

  /** Signed, without a fraction; {@code +inf} and {@code -inf} for all and nothing. */
  static String elo(double share) {
    double elo = Standing.elo(share);
    return Double.isInfinite(elo)
        ? (elo > 0 ? "+inf" : "-inf")
        : String.format(Locale.ROOT, "%+d", Math.round(elo));
  }

  /** Writes each game's record, and says how it ended. */
  private final class Games implements Match.Listener {
    private final Path folder;
    private int ended;
    private int failed;
    private int disputed;

    Games(Path folder) {
      this.folder = folder;
    }

    @Override
    public void ended(Played game, Standing standing) {
      ended++;
      disputed += game.isDisputed() ? 1 : 0;
      try {
        SgfWriter.write(
            folder.resolve("game-%04d.sgf".formatted(game.number())), List.of(game.record()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      terminal.say(line(game, standing));
    }

    @Override
    public void failed(int number, String why) {
      failed++;
      terminal.say("game %d does not count: %s".formatted(number, why));
    }

    private String line(Played game, Standing standing) {
      StringBuilder line = new StringBuilder();
      line.append(
          "game %d: %s, %d moves".formatted(game.number(), game.result(), game.game().moves()));
      for (Colour colour : Colour.values()) {
        String said = game.said().get(colour);
        if (said != null) {
          line.append(", ")
              .append(colour == Colour.BLACK ? "Black" : "White")
              .append(" says ")
              .append(said);
        }
      }
      line.append("; %d-%d-%d".formatted(standing.won(), standing.drawn(), standing.lost()));
      return game.note().isEmpty() ? line.toString() : line + " | " + game.note();
    }
  }
}
