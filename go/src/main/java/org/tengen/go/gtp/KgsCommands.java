package org.tengen.go.gtp;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.Rules;
import org.tengen.go.player.Thinking;
import org.tengen.go.sgf.RuleNames;

/** What the KGS server's client adds to the protocol. */
final class KgsCommands {
  private final Session session;
  private final PlayCommands play;
  private final String chat;

  KgsCommands(Session session, PlayCommands play, GtpSettings settings) {
    this.session = session;
    this.play = play;
    this.chat = "I am " + settings.name() + " " + settings.version() + ", a program.";
  }

  Map<String, Command.Plain> all() {
    return Map.of(
        "kgs-genmove_cleanup", this::generateCleanup,
        "kgs-rules", this::rules,
        "kgs-time_settings", this::timeSettings,
        "kgs-chat", this::chat,
        "kgs-game_over", arguments -> "");
  }

  /** A pass says that all that is dead has been taken off. */
  private String generateCleanup(Arguments arguments) {
    Colour colour = arguments.colour(0);
    Game game = session.game();
    boolean mayPass =
        Arrays.stream(session.player().dead(game))
            .noneMatch(point -> Objects.equals(game.at(point), colour.opponent()));
    return play.generate(colour, new Thinking(Optional.empty(), mayPass, Optional.empty()));
  }

  private String rules(Arguments arguments) {
    Rules rules =
        RuleNames.parse(arguments.word(0))
            .orElseThrow(
                () ->
                    new GtpFailure(
                        "unknown rules; expected one of " + String.join(", ", RuleNames.ACCEPTED)));
    session.change(rules.withKomi(session.game().rules().komi()));
    return "";
  }

  private String timeSettings(Arguments arguments) {
    session.setControl(
        switch (arguments.word(0)) {
          case "none" -> TimeControl.UNLIMITED;
          case "absolute" -> TimeControl.absolute(arguments.seconds(1));
          case "canadian" ->
              TimeControl.canadian(arguments.seconds(1), arguments.seconds(2), arguments.whole(3));
          case "byoyomi" ->
              TimeControl.byoYomi(arguments.seconds(1), arguments.seconds(2), arguments.whole(3));
          default -> throw GtpFailure.syntax();
        });
    return "";
  }

  /** {@code kgs-chat game|private NAME MESSAGE}: the answer is said there. */
  private String chat(Arguments arguments) {
    if (!arguments.word(0).matches("game|private") || arguments.count() < 2) {
      throw GtpFailure.syntax();
    }
    return chat;
  }
}
