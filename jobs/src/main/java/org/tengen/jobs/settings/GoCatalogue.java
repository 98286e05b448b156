package org.tengen.jobs.settings;

import static org.tengen.jobs.settings.JobName.GTP;
import static org.tengen.jobs.settings.JobName.MATCH;
import static org.tengen.jobs.settings.Section.GAME;
import static org.tengen.jobs.settings.Section.PLAYERS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tengen.go.BoardSize;
import org.tengen.go.GoException;
import org.tengen.go.Rules;
import org.tengen.go.sgf.RuleNames;

/** The settings of the jobs that play Go; {@link Catalogue} has all. */
final class GoCatalogue {
  static final List<Setting<?>> ALL = new ArrayList<>();

  private static final Pattern SIDES = Pattern.compile("(\\d{1,2})(?:x(\\d{1,2}))?");

  static final Kind<BoardSize> SIZE =
      Kind.syntax(
          "N[xM]", "a size such as 9, 19 or 9x13 (columns x rows), up to 19x19", GoCatalogue::size);

  static final Kind<Rules> RULES =
      Kind.syntax(
          "RULES",
          String.join(", ", RuleNames.ACCEPTED),
          text -> RuleNames.parse(text).orElseThrow(IllegalArgumentException::new));

  static final Kind<Double> KOMI =
      Kind.syntax("POINTS", "a number from -1000 to 1000", GoCatalogue::komi);

  static final Setting<BoardSize> FIRST_SIZE =
      a("size", SIZE, "19").of(GTP).in(GAME, "The board, until the controller asks for another.");

  static final Setting<BoardSize> SIZE_OF_MATCH =
      a("size", SIZE, "9").of(MATCH).in(GAME, "The board.");

  static final Setting<Rules> RULES_OF_GAME =
      a("rules", RULES, "Chinese")
          .of(GTP, MATCH)
          .in(GAME, "What is allowed and what counts; docs/sgf-and-gtp.md says what each does.");

  static final Setting<Double> KOMI_OF_GAME =
      a("komi", KOMI, "7").of(GTP, MATCH).in(GAME, "Points that White gets.");

  static final Setting<Long> SEED =
      a("seed", Kind.bigWhole(0, Long.MAX_VALUE), "1")
          .of(GTP, MATCH)
          .in(GAME, "Where all randomness starts: openings, playouts.");

  static final Setting<Integer> GAMES =
      a("games", Kind.whole(1, 1_000_000), "100")
          .of(MATCH)
          .in(GAME, "Games; colours alternate, and two games in a row have the same opening.");

  static final Setting<Integer> OPENING_MOVES =
      a("opening-moves", Kind.whole(0, 90), "4")
          .of(MATCH)
          .in(
              GAME,
              "Random moves before the players are asked, chosen so that neither side is ahead by"
                  + " playouts.");

  static final Setting<Optional<String>> OUT =
      a("out", Kind.text("FOLDER", "a folder that does not exist yet").orNone(), "none")
          .example("runs/first-match")
          .of(MATCH)
          .in(GAME, "Where the games' records and the result go; none makes runs/match-TIME.");

  static final Setting<String> PLAYER =
      a("player", Kind.choice("uct"), "uct")
          .of(GTP)
          .in(PLAYERS, "Who plays where no model is named: uct, a tree search with playouts.");

  static final Setting<Optional<String>> MODEL =
      a(
              "model",
              Kind.text("FOLDER", "a folder with model.onnx and model.properties").orNone(),
              "none")
          .example("runs/first-games/model")
          .of(GTP)
          .in(
              PLAYERS,
              "The network that plays; docs/go.md says what is in such a folder. Board, rules and"
                  + " komi are the network's where they are not set.");

  static final Setting<Integer> SIMULATIONS =
      a("simulations", Kind.whole(1, 10_000_000), "1000")
          .of(GTP, MATCH)
          .in(
              PLAYERS,
              "Simulations for a move, where a player has no number of its own: playouts of uct,"
                  + " positions that a network evaluates.");

  static final Setting<Optional<Double>> RESIGN_BELOW =
      a("resign-below", Kind.above("0", "0.5").orNone(), "none")
          .example("0.05")
          .of(GTP, MATCH)
          .in(
              PLAYERS,
              "The share of won playouts, or a network's chance to win, below which a player"
                  + " resigns; none never does.");

  static final Setting<Double> C_PUCT =
      a("c-puct", Kind.above("0", "100"), "1.25")
          .of(GTP, MATCH)
          .in(PLAYERS, "How much a network's search explores what the network finds likely.");

  static final Setting<Integer> LEAVES =
      a("leaves", Kind.whole(1, 1024), "1")
          .of(GTP, MATCH)
          .in(
              PLAYERS,
              "Positions that a network evaluates at a time: more are faster, and chosen less"
                  + " well.");

  static final Setting<Integer> NETWORK_THREADS =
      a("network-threads", Kind.whole(1, 256), "1")
          .of(GTP, MATCH)
          .in(PLAYERS, "Threads that a network computes on.");

  static final Setting<Duration> ANSWER_DEADLINE =
      a("answer-deadline", Kind.duration(Duration.ofMillis(100), Duration.ofHours(24)), "60s")
          .of(MATCH)
          .in(PLAYERS, "How long an engine may take for an answer before it is given up.");

  private GoCatalogue() {}

  private static BoardSize size(String text) {
    Matcher size = SIDES.matcher(text);
    if (!size.matches()) {
      throw new IllegalArgumentException();
    }
    int columns = Integer.parseInt(size.group(1));
    int rows = size.group(2) == null ? columns : Integer.parseInt(size.group(2));
    try {
      return new BoardSize(columns, rows);
    } catch (GoException e) {
      throw new IllegalArgumentException();
    }
  }

  private static double komi(String text) {
    if (!text.matches("-?\\d{1,4}(\\.\\d{1,4})?") || Math.abs(Double.parseDouble(text)) > 1000) {
      throw new IllegalArgumentException();
    }
    return Double.parseDouble(text);
  }

  private static <T> Declaration<T> a(String key, Kind<T> kind, String fallback) {
    return new Declaration<>(ALL, key, kind, fallback);
  }
}
