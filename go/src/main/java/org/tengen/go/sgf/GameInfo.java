package org.tengen.go.sgf;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.GoException;
import org.tengen.go.Rules;

/**
 * What a record says of its game as a whole: board, komi, rules, players, result. Each answer is
 * read when it is asked for, so that one that cannot be read spoils no other.
 */
public final class GameInfo {
  private static final int USUAL_SIDE = 19;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,3})(?::(\\d{1,3}))?");
  private static final Pattern KOMI = Pattern.compile("[+-]?(\\d+[.,]?\\d*|[.,]\\d+)");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,3}");

  private final GameTree tree;

  private GameInfo(GameTree tree) {
    this.tree = tree;
  }

  /** Of this game. */
  public static GameInfo of(GameTree tree) {
    return new GameInfo(tree);
  }

  /**
   * The board: SZ, as {@code 9} or, with columns first, {@code 9:13}; 19x19 without it.
   *
   * @throws SgfException for another game than Go, or a board larger than 19x19
   */
  public BoardSize size() {
    Node root = tree.root();
    requireGo(root);
    Optional<String> text = value(root, "SZ");
    if (text.isEmpty()) {
      return BoardSize.square(USUAL_SIDE);
    }
    Matcher size = SIZE.matcher(text.get());
    if (!size.matches()) {
      throw root.place().fault("SZ[" + text.get() + "]: expected a size such as 9, 19 or 9:13");
    }
    int columns = Integer.parseInt(size.group(1));
    int rows = size.group(2) == null ? columns : Integer.parseInt(size.group(2));
    try {
      return new BoardSize(columns, rows);
    } catch (GoException e) {
      throw root.place().fault("SZ[" + text.get() + "]: " + e.getMessage());
    }
  }

  private static void requireGo(Node root) {
    Optional<String> game = value(root, "GM");
    if (game.isPresent() && !game.get().equals("1")) {
      throw root.place().fault("GM[" + game.get() + "] is another game; expected Go, GM[1]");
    }
  }

  /**
   * Komi: KM, with a point or a comma.
   *
   * @throws SgfException if it is no number
   */
  public OptionalDouble komi() {
    Optional<Node> node = node("KM");
    Optional<String> text = node.flatMap(n -> value(n, "KM"));
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!KOMI.matcher(text.get()).matches()) {
      throw node.get().place().fault("KM[" + text.get() + "]: expected a number such as 7.5");
    }
    return OptionalDouble.of(Double.parseDouble(text.get().replace(',', '.')));
  }

  /**
   * Handicap stones: HA; 0 without it.
   *
   * @throws SgfException if it is no number
   */
  public int handicap() {
    Optional<Node> node = node("HA");
    Optional<String> text = node.flatMap(n -> value(n, "HA"));
    if (text.isEmpty()) {
      return 0;
    }
    if (!WHOLE.matcher(text.get()).matches()) {
      throw node.get().place().fault("HA[" + text.get() + "]: expected a number such as 2");
    }
    return Integer.parseInt(text.get());
  }

  /**
   * Rules: RU, if it names some that Tengen knows, with the record's komi where it has one.
   *
   * @throws SgfException for a komi that cannot be
   */
  public Optional<Rules> rules() {
    return text("RU").flatMap(RuleNames::parse).map(this::withKomi);
  }

  /**
   * These rules with the record's komi where it has one.
   *
   * @throws SgfException for a komi that cannot be
   */
  public Rules withKomi(Rules rules) {
    OptionalDouble komi = komi();
    try {
      return komi.isPresent() ? rules.withKomi(komi.getAsDouble()) : rules;
    } catch (GoException e) {
      throw node("KM").orElseThrow().place().fault("KM: " + e.getMessage());
    }
  }

  /** Result: RE. */
  public GameResult result() {
    return text("RE").map(GameResult::parse).orElse(GameResult.UNKNOWN);
  }

  /** A player's name: PB or PW. */
  public Optional<String> player(Colour colour) {
    return text("P" + colour.letter());
  }

  /** Any other of the game's properties, as one line of text; empty if there is none. */
  public Optional<String> text(String property) {
    return node(property).flatMap(node -> value(node, property));
  }

  /** Such properties stand in the root, or else somewhere on the main line. */
  private Optional<Node> node(String property) {
    return tree.mainLine().stream().filter(node -> node.property(property).isPresent()).findFirst();
  }

  private static Optional<String> value(Node node, String property) {
    return node.property(property)
        .map(found -> SgfText.simpleText(found.value()).strip())
        .filter(text -> !text.isEmpty());
  }
}
