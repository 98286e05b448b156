package org.tengen.go.puct;

import static org.tengen.go.puct.PuctTree.ROOT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.GoException;
import org.tengen.go.planes.InputPlanes;
import org.tengen.go.planes.Symmetry;
import org.tengen.go.playout.Dice;
import org.tengen.go.search.Choice;

/**
 * Chooses moves by a tree search that a network leads (Silver et al. 2017).
 *
 * <p>It evaluates nothing itself: it {@linkplain #ask asks} for positions and is {@linkplain #tell
 * told} what a network says of them, until it {@linkplain #isDone is done}. What it comes to
 * depends on the game, the settings, the seed and what it is told, and not on what else is
 * evaluated with its positions. The tree's board is a {@link Game}, so superko holds in it, and the
 * same stones reached by other moves are another node.
 *
 * <p>A search that {@linkplain #begin begins} with a game that goes on from the last one's keeps
 * what it knows of it.
 */
public final class PuctSearch {
  private static final int MOST_NODES = 8_000_000;

  private final InputPlanes input;
  private final long seed;
  private final List<Symmetry> symmetries;
  private final Candidates candidates;
  private final PuctTree tree;
  private final Selection selection;
  private final EvaluationCache cache;

  /** What was asked for and not told yet. */
  private final Asked[] asked;

  private int askedCount;

  // ---- of one root ----
  private @Nullable Game game;
  private RootSettings root = RootSettings.plain(1);
  private boolean mayPass;
  private boolean passWins;
  private Dice dice;

  /** A position that waits for its evaluation, turned. */
  private record Asked(int node, Symmetry turn, long key) {}

  /** For games on the board that {@code input} shows. */
  public PuctSearch(InputPlanes input, PuctSettings settings, long seed) {
    this.input = input;
    this.seed = seed;
    BoardSize size = input.size();
    symmetries = settings.turned() ? Symmetry.all(size) : List.of(Symmetry.identity(size));
    candidates = new Candidates(size);
    tree = new PuctTree(MOST_NODES);
    selection = new Selection(tree, settings);
    cache = new EvaluationCache(input, settings.cached());
    asked = new Asked[settings.leaves()];
    dice = new Dice(seed);
  }

  /** Begins a search for a move of the player to move. */
  public void begin(Game shown, RootSettings rootSettings) {
    begin(shown, rootSettings, true);
  }

  /**
   * Begins a search for a move of the player to move.
   *
   * @param shown is left as it is
   * @param maybePass if not, a pass is chosen only if nothing is left but filling one's own eyes
   * @throws GoException for another board than the network's
   */
  public void begin(Game shown, RootSettings rootSettings, boolean maybePass) {
    if (askedCount > 0) {
      throw new IllegalStateException(askedCount + " positions were asked for and not told");
    }
    if (!shown.size().equals(input.size())) {
      throw new GoException("board " + shown.size() + ": expected " + input.size());
    }
    boolean known = maybePass && mayPass && follow(shown);
    Game now = known && game != null ? game : shown.copy();
    if (!known) {
      tree.clear();
    }
    game = now;
    root = rootSettings;
    mayPass = maybePass;
    dice = new Dice(seed ^ now.situationHash() ^ Long.rotateLeft(now.moves(), 32));
    candidates.look(now);
    passWins = maybePass && candidates.passWins();
    if (tree.isExpanded(ROOT)) {
      selection.begin(root, dice);
    }
  }

  /** Goes on with the tree to where a game has come. False if it is no continuation. */
  private boolean follow(Game shown) {
    Game own = game;
    if (own == null || !isBegunBy(own, shown)) {
      return false;
    }
    while (own.moves() < shown.moves()) {
      step(own, shown.mover(own.moves()), shown.move(own.moves()));
    }
    return own.situationHash() == shown.situationHash();
  }

  private static boolean isBegunBy(Game own, Game shown) {
    boolean same =
        own.size().equals(shown.size())
            && own.rules().equals(shown.rules())
            && own.handicap() == shown.handicap()
            && own.moves() <= shown.moves()
            && own.hashBefore(0) == shown.hashBefore(0);
    for (int i = 0; same && i < own.moves(); i++) {
      same = own.move(i) == shown.move(i) && own.mover(i) == shown.mover(i);
    }
    return same;
  }

  private void step(Game own, Colour mover, int move) {
    int child = mover == own.toMove() ? tree.child(ROOT, move) : -1;
    own.play(mover, move);
    if (child >= 0 && tree.isExpanded(child)) {
      tree.keep(child);
    } else {
      tree.clear();
    }
  }

  /** Is there nothing to search for: does a pass win at once, or is it all that is left? */
  public boolean isDecided() {
    return passWins || isPassAlone();
  }

  private boolean isPassAlone() {
    int first = tree.firstChild(ROOT);
    return tree.isExpanded(ROOT)
        && tree.endOfChildren(ROOT) == first + 1
        && tree.move(first) == BoardSize.PASS;
  }

  /** Has it as many simulations as it was to have, those that are not told included? */
  public boolean isDone() {
    return isDecided() || tree.simulations(ROOT) >= root.simulations();
  }

  /** Simulations that the root's moves have, those of an earlier search that are kept included. */
  public int simulations() {
    return tree.simulations(ROOT);
  }

  /**
   * Goes on until it needs evaluations, and asks for them. Each call must be followed by {@link
   * #tell}, if it has asked.
   *
   * @param planes receives the positions, behind {@code at} others of as many floats
   * @return how many, up to {@link PuctSettings#leaves}; 0 only if the search is done
   */
  public int ask(float[] planes, int at) {
    if (askedCount > 0) {
      throw new IllegalStateException(askedCount + " positions were asked for and not told");
    }
    boolean more = true;
    while (more && askedCount < asked.length && !isDone()) {
      more = simulate(planes, at);
    }
    return askedCount;
  }

  /** Goes to a leaf once. False, and nothing done, if the way leads to what is not told yet. */
  private boolean simulate(float[] planes, int at) {
    Game board = board();
    int node = ROOT;
    int depth = 0;
    while (tree.isExpanded(node) && !tree.isWaiting(node)) {
      node = selection.select(node);
      board.play(tree.move(node));
      depth++;
    }
    boolean free = !tree.isWaiting(node);
    if (free) {
      tree.visit(node);
      reach(node, planes, at);
    }
    for (; depth > 0; depth--) {
      board.undo();
    }
    return free;
  }

  private Game board() {
    if (game == null) {
      throw new IllegalStateException("no search has begun");
    }
    return game;
  }

  /** The board stands at a leaf that has been visited. */
  private void reach(int node, float[] planes, int at) {
    Game board = board();
    candidates.look(board);
    if (node != ROOT && candidates.isEnded()) {
      tree.tell(node, -candidates.outcome());
      return;
    }
    candidates.list(board, node != ROOT || mayPass);
    if (tree.hasRoom(candidates.count())) {
      tree.expand(node, candidates.moves(), candidates.count());
    }
    long key = cache.key(board);
    int entry = cache.find(key);
    if (entry >= 0) {
      int offset = entry * input.moves();
      learn(node, cache.policies(), offset, Symmetry.identity(input.size()), cache.value(entry));
      return;
    }
    Symmetry turn = symmetries.get(dice.below(symmetries.size()));
    input.write(board, turn, planes, (at + askedCount) * input.floats());
    asked[askedCount++] = new Asked(node, turn, key);
  }

  /**
   * Says what was asked for.
   *
   * @param policies of the positions that were asked for, behind those of {@code at} others;
   *     numbers of 0 or more
   * @param values likewise, -1 (lost for who is to move) to 1
   * @throws IllegalArgumentException for what is no policy or value
   */
  public void tell(float[] policies, float[] values, int at) {
    for (int i = 0; i < askedCount; i++) {
      Asked position = asked[i];
      int offset = (at + i) * input.moves();
      learn(position.node, policies, offset, position.turn, values[at + i]);
      cache.put(position.key, policies, offset, position.turn, values[at + i]);
    }
    askedCount = 0;
  }

  private void learn(int node, float[] policies, int offset, Symmetry turn, float value) {
    if (!(Math.abs(value) <= 1)) {
      throw new IllegalArgumentException("value=" + value + ": expected -1 to 1");
    }
    tree.tell(node, -value);
    if (!tree.isExpanded(node)) {
      return;
    }
    int first = tree.firstChild(node);
    int end = tree.endOfChildren(node);
    float sum = 0;
    for (int child = first; child < end; child++) {
      float chance = policies[offset + turn.image(input.placeOf(tree.move(child)))];
      if (!(chance >= 0 && chance < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("policy: " + chance + ": expected 0 or more");
      }
      tree.setPrior(child, chance);
      sum += chance;
    }
    for (int child = first; child < end; child++) {
      tree.setPrior(child, sum > 0 ? tree.prior(child) / sum : 1f / (end - first));
    }
    if (node == ROOT) {
      selection.begin(root, dice);
    }
  }

  /** The best move, and never to resign. */
  public Choice choice() {
    return choice(0, 0);
  }

  /**
   * What the search has come to. At least the root has been told, or it is decided.
   *
   * @param temperature 0 for the most visited move, else each as likely as its visits to the power
   *     of 1 / temperature, without those that were forced on it
   * @param resignBelow the chance to win below which to resign, where both the position and the
   *     move are below it
   */
  public Choice choice(double temperature, double resignBelow) {
    if (isDecided()) {
      return new Choice(BoardSize.PASS, false, passWins ? 1 : 0.5, 0);
    }
    int child = temperature > 0 ? selection.draw(temperature, dice) : selection.best();
    int visits = tree.visits(child);
    double rate = visits == 0 ? winRate() : rate(tree.value(child));
    boolean resigns = rate < resignBelow && winRate() < resignBelow;
    return new Choice(tree.move(child), resigns, rate, visits);
  }

  /** The chance to win for the player to move, 0 to 1. */
  public double winRate() {
    return rate(-tree.value(ROOT));
  }

  private static double rate(double value) {
    return (value + 1) / 2;
  }

  /**
   * What a network shall learn to say of the position: the shares of the visits that moves have
   * earned, by their places in a policy.
   */
  public float[] target() {
    float[] target = new float[input.moves()];
    if (isDecided()) {
      target[input.placeOf(BoardSize.PASS)] = 1;
      return target;
    }
    int[] earned = selection.earned();
    int sum = IntStream.of(earned).sum();
    for (int i = 0; i < earned.length; i++) {
      int move = tree.move(tree.firstChild(ROOT) + i);
      target[input.placeOf(move)] = (float) earned[i] / sum;
    }
    return target;
  }

  /** The moves that were tried, the most visited first. */
  public List<Considered> considered() {
    return IntStream.range(tree.firstChild(ROOT), tree.endOfChildren(ROOT))
        .filter(child -> tree.visits(child) > 0)
        .mapToObj(this::considered)
        .sorted(Comparator.comparingInt(Considered::visits).reversed())
        .toList();
  }

  private Considered considered(int child) {
    List<Integer> line = new ArrayList<>();
    for (int node = child; node >= 0; node = selection.mostVisited(node)) {
      line.add(tree.move(node));
    }
    return new Considered(tree.visits(child), rate(tree.value(child)), tree.prior(child), line);
  }
}
