package org.tengen.go.gtp;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.player.Thinking;

/** Moves, time, and what a game has come to. */
final class PlayCommands {
  private final Session session;

  PlayCommands(Session session) {
    this.session = session;
  }

  Map<String, Command.Plain> all() {
    return Map.of(
        "play", this::play,
        "genmove", arguments -> generate(arguments.colour(0), Thinking.FREE),
        "reg_genmove", arguments -> vertex(session.choose(arguments.colour(0), Thinking.FREE)),
        "undo", this::undo,
        "time_settings", this::timeSettings,
        "time_left", this::timeLeft,
        "final_score", this::finalScore,
        "final_status_list", this::finalStatusList,
        "showboard", arguments -> Diagram.of(session.game()));
  }

  private String play(Arguments arguments) {
    Colour colour = arguments.colour(0);
    session.play(colour, arguments.vertex(1, session.game().size(), "illegal move"));
    return "";
  }

  /** Chooses and plays, and says what. */
  String generate(Colour colour, Thinking thinking) {
    OptionalInt move = session.choose(colour, thinking);
    if (move.isPresent()) {
      session.play(colour, move.getAsInt());
    }
    return vertex(move);
  }

  private String vertex(OptionalInt move) {
    return move.isPresent() ? Coordinates.gtp(session.game().size(), move.getAsInt()) : "resign";
  }

  private String undo(Arguments arguments) {
    if (!session.game().undo()) {
      throw new GtpFailure("cannot undo");
    }
    return "";
  }

  private String timeSettings(Arguments arguments) {
    session.setControl(
        TimeControl.canadian(arguments.seconds(0), arguments.seconds(1), arguments.whole(2)));
    return "";
  }

  private String timeLeft(Arguments arguments) {
    Colour colour = arguments.colour(0);
    session.clock(colour).set(arguments.seconds(1), arguments.whole(2));
    return "";
  }

  private String finalScore(Arguments arguments) {
    int[] dead = session.player().dead(session.game());
    return session.game().score(dead).toString();
  }

  private String finalStatusList(Arguments arguments) {
    String status = arguments.word(0).toLowerCase(Locale.ROOT);
    return switch (status) {
      case "alive" -> Vertices.chains(session.game(), dead(), false);
      case "dead" -> Vertices.chains(session.game(), dead(), true);
      case "seki" -> "";
      default -> throw GtpFailure.syntax();
    };
  }

  private int[] dead() {
    return session.player().dead(session.game());
  }
}
