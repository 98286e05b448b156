package org.tengen.go.match;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.gtp.EngineException;
import org.tengen.go.gtp.GtpClient;
import org.tengen.go.gtp.GtpReply;

/** An engine in a process of its own, which is started for its first game, and after a failure. */
public final class EngineContestant implements Contestant {
  private final String name;
  private final Supplier<GtpClient> starts;
  private final Duration deadline;
  private @Nullable GtpClient client;

  /**
   * An engine that has not been started.
   *
   * @param deadline for each answer
   */
  public EngineContestant(String name, Supplier<GtpClient> starts, Duration deadline) {
    this.name = name;
    this.starts = starts;
    this.deadline = deadline;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void begin(Game game, long seed) throws InterruptedException {
    if (client == null) {
      client = starts.get();
    }
    BoardSize size = game.size();
    require(
        size.columns() == size.rows()
            ? "boardsize " + size.rows()
            : "rectangular_boardsize " + size.columns() + " " + size.rows());
    require("clear_board");
    require("komi " + game.rules().komi());
    for (int move = 0; move < game.moves(); move++) {
      require(play(game, move));
    }
  }

  @Override
  public OptionalInt choose(Game game) throws InterruptedException {
    String command = "genmove " + letter(game.toMove());
    String answer = require(command);
    if (answer.toLowerCase(Locale.ROOT).equals("resign")) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Coordinates.parseGtp(game.size(), answer));
    } catch (GoException e) {
      throw useless("answers to " + command + ": " + e.getMessage());
    }
  }

  @Override
  public void played(Game game) throws InterruptedException {
    require(play(game, game.moves() - 1));
  }

  @Override
  public Optional<String> score(Game game) throws InterruptedException {
    GtpReply reply = send("final_score");
    return reply.ok() ? Optional.of(reply.text().strip()) : Optional.empty();
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private String require(String command) throws InterruptedException {
    GtpReply reply = send(command);
    if (!reply.ok()) {
      throw useless("refuses " + command + ": " + reply.text());
    }
    return reply.text().strip();
  }

  private GtpReply send(String command) throws InterruptedException {
    if (client == null) {
      throw new EngineException("engine " + name + ": is not running");
    }
    try {
      return client.send(command, deadline);
    } catch (EngineException e) {
      client = null;
      throw e;
    }
  }

  /** It runs, but not so that a game could go on. */
  private EngineException useless(String why) {
    close();
    return new EngineException("engine " + name + ": " + why.replaceAll("\\s+", " "));
  }

  private static String play(Game game, int number) {
    String point = Coordinates.gtp(game.size(), game.move(number));
    return "play " + letter(game.mover(number)) + " " + point;
  }

  private static char letter(Colour colour) {
    return Character.toLowerCase(colour.letter());
  }
}
