package org.tengen.go.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.playout.AreaCount;
import org.tengen.go.playout.Dice;
import org.tengen.go.playout.LightPlayout;
import org.tengen.go.playout.Playout;
import org.tengen.go.playout.PlayoutBoard;

/**
 * Chooses moves by UCT with light playouts.
 *
 * <p>At the root the game's own rules say what may be played; below it, ko is simple. A pass is in
 * the tree like any move, and two in a row are counted as the board stands. At the root a pass is
 * only thought of if the board as it stands counts as won, or if nothing is left but filling one's
 * own eyes: so a won game is never passed away while dead stones still count for the opponent.
 *
 * <p>What is chosen depends on the game, the settings and the seed alone. One search at a time.
 */
public final class Search {
  private static final int MOST_NODES = 4_000_000;
  private static final int MOST_DEPTH = 200;

  private final BoardSize size;
  private final SearchSettings settings;
  private final long seed;
  private final Playout playout = new LightPlayout();
  private final AreaCount area;
  private final Knowledge knowledge;
  private final Tree tree;
  private final PlayoutBoard root;
  private final PlayoutBoard board;
  private final int[] points;

  /** The nodes of the simulation that is going on, from the root on. */
  private final int[] path = new int[MOST_DEPTH + 1];

  private final byte[] firstBy;
  private Dice dice;
  private double komi;
  private int rootColour;
  private int rootPasses;

  /** Does a pass end the game as won? */
  private boolean passesOn;

  /** For boards of this size. */
  public Search(BoardSize size, SearchSettings settings, long seed) {
    this.size = size;
    this.settings = settings;
    this.seed = seed;
    area = new AreaCount(size);
    knowledge = new Knowledge(size);
    long wanted = (settings.simulations() / settings.expandAt() + 2L) * (size.area() + 1);
    tree =
        new Tree((int) Math.min(wanted, MOST_NODES), settings.exploration(), settings.raveVisits());
    root = new PlayoutBoard(size);
    board = new PlayoutBoard(size);
    points = size.points();
    firstBy = new byte[size.arrayLength()];
    dice = new Dice(seed);
  }

  /** Searches for a move of the player to move, with as many simulations as the settings say. */
  public Choice choose(Game game) {
    begin(game, true);
    simulate(settings.simulations());
    return choice();
  }

  /**
   * Begins a search for a move of the player to move, and forgets the last one.
   *
   * @param mayPass if not, a pass is chosen only if nothing is left but filling one's own eyes
   */
  public void begin(Game game, boolean mayPass) {
    prepare(game);
    boolean won = mayPass && won(area.margin(root), rootColour) == 1;
    passesOn = won && rootPasses > 0;
    expandRoot(game, won);
  }

  /** Is there nothing to search for: is a pass all that is left, or does it win at once? */
  public boolean isDecided() {
    int first = tree.firstChild(0);
    return passesOn || (tree.endOfChildren(0) == first + 1 && tree.move(first) == BoardSize.PASS);
  }

  /** Goes on with the search, if it is not decided. */
  public void simulate(int simulations) {
    for (int i = 0; i < simulations && !isDecided(); i++) {
      simulate();
    }
  }

  /** What the search has come to. */
  public Choice choice() {
    if (isDecided()) {
      return new Choice(BoardSize.PASS, false, passesOn ? 1 : 0.5, 0);
    }
    int best = tree.mostVisited(0);
    double winRate = tree.winRate(best);
    boolean resigns = winRate < settings.resignBelow();
    return new Choice(tree.move(best), resigns, winRate, tree.visits(best));
  }

  /** The moves that the search has gone through, the most visited first. */
  public List<Visited> visited() {
    int end = tree.endOfChildren(0);
    return IntStream.range(tree.firstChild(0), end)
        .filter(child -> tree.visits(child) > 0)
        .mapToObj(this::visited)
        .sorted(Comparator.comparingInt(Visited::visits).reversed())
        .toList();
  }

  private Visited visited(int child) {
    List<Integer> line = new ArrayList<>(List.of(tree.move(child)));
    for (int node = child; tree.isExpanded(node); ) {
      node = tree.mostVisited(node);
      if (tree.visits(node) == 0) {
        break;
      }
      line.add(tree.move(node));
    }
    double share = tree.visits(child) / (double) tree.visits(0);
    return new Visited(tree.visits(child), tree.winRate(child), share, line);
  }

  private void prepare(Game game) {
    root.set(game);
    rootColour = game.toMove() == Colour.BLACK ? PlayoutBoard.BLACK : PlayoutBoard.WHITE;
    int moves = game.moves();
    rootPasses = moves > 0 && game.move(moves - 1) == BoardSize.PASS ? 1 : 0;
    komi = game.compensation();
    dice = new Dice(seed ^ game.situationHash() ^ Long.rotateLeft(moves, 32));
    tree.clear();
  }

  private void expandRoot(Game game, boolean passes) {
    tree.open(0);
    boolean none = true;
    for (int point : points) {
      if (root.isLegal(point, rootColour)
          && !root.isEye(point, rootColour)
          && game.isLegal(point)) {
        addChild(root, point, rootColour);
        none = false;
      }
    }
    if (none || passes) {
      addChild(root, BoardSize.PASS, rootColour);
    }
    tree.close(0);
  }

  private void simulate() {
    board.set(root);
    int start = board.moves();
    int colour = rootColour;
    int passes = rootPasses;
    int depth = 0;
    int node = 0;
    path[0] = 0;
    while (passes < 2 && depth < MOST_DEPTH && isExpanded(node, colour) && !board.isTooLong()) {
      node = tree.select(node);
      int move = tree.move(node);
      board.play(move, colour);
      passes = move == BoardSize.PASS ? passes + 1 : 0;
      path[++depth] = node;
      colour = 3 - colour;
    }
    int margin;
    if (passes < 2) {
      playout.run(board, colour, dice);
      margin = board.areaMargin();
    } else {
      margin = area.margin(board);
    }
    update(depth, start, margin);
  }

  /** Has the node children: if it has none and was visited often enough, it gets them. */
  private boolean isExpanded(int node, int colour) {
    if (tree.isExpanded(node)) {
      return true;
    }
    if (tree.visits(node) < settings.expandAt() || !tree.hasRoom(size.area() + 1)) {
      return false;
    }
    tree.open(node);
    for (int point : points) {
      if (board.isLegal(point, colour) && !board.isEye(point, colour)) {
        addChild(board, point, colour);
      }
    }
    addChild(board, BoardSize.PASS, colour);
    tree.close(node);
    return true;
  }

  /** The fraction of a win breaks ties between equals, each time otherwise. */
  private void addChild(PlayoutBoard position, int move, int colour) {
    knowledge.look(position, move, colour);
    tree.add(move, knowledge.visits(), knowledge.wins() + dice.below(1000) * 1e-4);
  }

  /** What a margin is worth to a player: 1, 0, or a half for a draw. */
  private float won(int margin, int colour) {
    double points = colour == PlayoutBoard.BLACK ? margin - komi : komi - margin;
    return points > 0 ? 1 : points < 0 ? 0 : 0.5f;
  }

  /** Takes the simulation into account, from its last move back to the root. */
  private void update(int depth, int start, int margin) {
    Arrays.fill(firstBy, (byte) 0);
    float[] won = {0, won(margin, PlayoutBoard.BLACK), won(margin, PlayoutBoard.WHITE)};
    for (int i = board.moves() - start - 1; i >= 0; i--) {
      int colour = i % 2 == 0 ? rootColour : 3 - rootColour;
      int move = board.move(start + i);
      if (move != BoardSize.PASS) {
        firstBy[move] = (byte) colour;
      }
      if (i <= depth && tree.isExpanded(path[i])) {
        tree.updateLater(path[i], firstBy, colour, won[colour]);
      }
      if (i < depth) {
        tree.update(path[i + 1], won[colour]);
      }
    }
    tree.update(0, won[3 - rootColour]);
  }
}
