package org.tengen.go;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A game: a board with its history, which moves forwards by {@link #play} and backwards by {@link
 * #undo}.
 *
 * <p>Every move is checked against the rules. Two passes in a row make the game over, which is said
 * and not enforced: whoever wants to play on, for instance to settle what is dead, may. Superko
 * compares hashes of 64 bits, so that two positions of one game are taken for the same with a
 * chance of less than 10^-13.
 *
 * <p>Not safe for use by several threads.
 */
public final class Game {
  private final BoardSize size;
  private final Rules rules;
  private final Stones stones;
  private History history;
  private Colour toMove = Colour.BLACK;
  private int handicap;

  /** How often a stone of a colour has been put on a point: a first one repeats no position. */
  private final int[] held;

  /** Where a move that is only tried leaves what it takes. */
  private final int[] tried;

  /** An empty board, Black to move. */
  public Game(BoardSize size, Rules rules) {
    this.size = size;
    this.rules = rules;
    stones = new Stones(size);
    history = new History(stones.hash(), situation(toMove));
    held = new int[2 * size.arrayLength()];
    tried = new int[size.area()];
  }

  private Game(Game other) {
    size = other.size;
    rules = other.rules;
    stones = new Stones(other.stones);
    history = new History(other.history);
    toMove = other.toMove;
    handicap = other.handicap;
    held = other.held.clone();
    tried = new int[size.area()];
  }

  /** The same game with the same history; each goes on by itself. */
  public Game copy() {
    return new Game(this);
  }

  public BoardSize size() {
    return size;
  }

  public Rules rules() {
    return rules;
  }

  /** The stone on a point of the board, or null. */
  public @Nullable Colour at(int point) {
    return Stones.colour(stones.at(point));
  }

  /** The board itself, to be looked at. */
  Stones stones() {
    return stones;
  }

  public Colour toMove() {
    return toMove;
  }

  /** Lets this player move next, whoever moved last. */
  public void setToMove(Colour colour) {
    toMove = colour;
    history.setSituation(situation(colour));
  }

  /** How many moves, passes included, {@link #undo} can take back. */
  public int moves() {
    return history.length();
  }

  /** The point of the {@code number}th move from 0, or a pass. */
  public int move(int number) {
    return history.turn(number).move();
  }

  /** Who played the {@code number}th move from 0. */
  public Colour mover(int number) {
    return history.turn(number).mover();
  }

  /**
   * The points of the stones that the {@code number}th move from 0 took off: the opponent's, or, by
   * suicide, the mover's own, of which the move itself is the first.
   */
  public int[] taken(int number) {
    return history.turn(number).taken().clone();
  }

  /** Were the last two moves passes? */
  public boolean isOver() {
    int moves = moves();
    return moves >= 2 && move(moves - 1) == BoardSize.PASS && move(moves - 2) == BoardSize.PASS;
  }

  /** How many stones this player has taken off the other, the other's suicides included. */
  public int prisoners(Colour by) {
    return history.prisoners(by);
  }

  /** How many stones were placed by {@link #placeHandicap}. */
  public int handicap() {
    return handicap;
  }

  /**
   * Where the player to move would take back a lone stone that has just taken a lone stone, or
   * {@link BoardSize#PASS} if there is no such ko; whether that is forbidden is the rules' matter.
   */
  public int koPoint() {
    if (moves() == 0) {
      return BoardSize.PASS;
    }
    Turn last = history.turn(moves() - 1);
    boolean ko =
        last.taken().length == 1
            && !last.isSuicide()
            && last.mover() != toMove
            && stones.chain(last.move(), tried, 0) == 1
            && stones.liberties(last.move(), 2) == 1;
    return ko ? last.taken()[0] : BoardSize.PASS;
  }

  /** Of the stones on the board alone: the same in every process, whatever came before. */
  public long hash() {
    return stones.hash();
  }

  /** Of the stones before the {@code number}th move from 0. */
  public long hashBefore(int number) {
    return history.position(number);
  }

  /** Of the stones and of who is to move. */
  public long situationHash() {
    return situation(toMove);
  }

  private long situation(Colour next) {
    return stones.hash() ^ (next == Colour.WHITE ? Zobrist.WHITE_TO_MOVE : 0);
  }

  /** May the player to move play this? */
  public boolean isLegal(int move) {
    return legality(toMove, move) == Legality.LEGAL;
  }

  /** May this player play this now, and if not, why? Any number may be asked about. */
  public Legality legality(Colour colour, int move) {
    if (move == BoardSize.PASS) {
      return Legality.LEGAL;
    }
    if (!size.contains(move)) {
      return Legality.OUTSIDE;
    }
    byte code = Stones.code(colour);
    if (stones.at(move) != Stones.EMPTY) {
      return Legality.OCCUPIED;
    }
    if (held[2 * move + code - 1] == 0 && stones.hasEmptyNeighbour(move)) {
      return Legality.LEGAL;
    }
    int taken = stones.play(code, move, tried, 0);
    boolean suicide = taken > 0 && tried[0] == move;
    Legality legality =
        suicide && !isSuicideAllowed(taken) ? Legality.SUICIDE : repetition(colour.opponent());
    stones.takeBack(code, move, tried, 0, taken);
    return legality;
  }

  private boolean isSuicideAllowed(int taken) {
    return rules.suicide() && (taken > 1 || rules.ko() != KoRule.SIMPLE);
  }

  /** What the ko rule says to the stones that are on the board now, with {@code next} to move. */
  private Legality repetition(Colour next) {
    return switch (rules.ko()) {
      case SIMPLE -> history.isBeforeLast(stones.hash()) ? Legality.KO : Legality.LEGAL;
      case POSITIONAL -> history.hasPosition(stones.hash()) ? Legality.SUPERKO : Legality.LEGAL;
      case SITUATIONAL -> history.hasSituation(situation(next)) ? Legality.SUPERKO : Legality.LEGAL;
    };
  }

  /**
   * Plays for the player to move; then it is the other's turn.
   *
   * @throws GoException if it is not legal; then nothing has changed
   */
  public void play(int move) {
    play(toMove, move);
  }

  /**
   * Plays for this player, whoever is to move; then it is the other's turn.
   *
   * @throws GoException if it is not legal; then nothing has changed
   */
  public void play(Colour colour, int move) {
    Legality legality = legality(colour, move);
    if (legality != Legality.LEGAL) {
      String point =
          legality == Legality.OUTSIDE ? Integer.toString(move) : Coordinates.gtp(size, move);
      throw new GoException(
          "move " + (moves() + 1) + ", " + colour + " " + point + ": " + legality.reason());
    }
    int taken = 0;
    if (move != BoardSize.PASS) {
      byte code = Stones.code(colour);
      taken = stones.play(code, move, tried, 0);
      held[2 * move + code - 1]++;
    }
    Colour before = toMove;
    toMove = colour.opponent();
    Turn turn = new Turn(move, colour, before, Arrays.copyOf(tried, taken));
    history.add(turn, stones.hash(), situation(toMove));
  }

  /** Takes the last move back. False, and nothing changed, if there is none. */
  public boolean undo() {
    if (moves() == 0) {
      return false;
    }
    Turn turn = history.removeLast();
    if (turn.move() != BoardSize.PASS) {
      byte code = Stones.code(turn.mover());
      stones.takeBack(code, turn.move(), turn.taken(), 0, turn.taken().length);
      held[2 * turn.move() + code - 1]--;
    }
    toMove = turn.toMoveBefore();
    return true;
  }

  /**
   * Adds and takes off stones outside of play, after which the same player is to move. What is on
   * the board then is the game's new beginning: it has no moves, prisoners or earlier positions.
   *
   * @throws GoException if a point is outside the board, or a chain would have no liberty; then
   *     nothing has changed
   */
  public void setUp(int[] black, int[] white, int[] empty) {
    Stones wanted = new Stones(stones);
    put(wanted, black, Stones.BLACK);
    put(wanted, white, Stones.WHITE);
    put(wanted, empty, Stones.EMPTY);
    for (int point : size.points()) {
      if (wanted.at(point) != Stones.EMPTY && wanted.liberties(point, 1) == 0) {
        throw new GoException(
            "setup: the stone at " + Coordinates.gtp(size, point) + " would have no liberty");
      }
    }
    begin(wanted);
  }

  private void put(Stones wanted, int[] points, byte code) {
    for (int point : points) {
      if (!size.contains(point)) {
        throw new GoException("setup: " + point + " is not a point of a board of " + size);
      }
      wanted.put(point, code);
    }
  }

  private void begin(Stones wanted) {
    Arrays.fill(held, 0);
    for (int point : size.points()) {
      byte code = wanted.at(point);
      stones.put(point, code);
      if (code != Stones.EMPTY) {
        held[2 * point + code - 1] = 1;
      }
    }
    history = new History(stones.hash(), situation(toMove));
  }

  /**
   * Places Black's handicap stones on an empty board before the first move; White is to move then.
   *
   * @throws GoException if the game has begun, a point is outside the board or named twice, or they
   *     leave no liberty
   */
  public void placeHandicap(int... points) {
    if (moves() > 0 || stones.hash() != 0) {
      throw new GoException("handicap=" + points.length + ": expected an empty board");
    }
    if (Arrays.stream(points).distinct().count() != points.length) {
      throw new GoException("handicap=" + points.length + ": a point is named twice");
    }
    setUp(points, new int[0], new int[0]);
    handicap = points.length;
    setToMove(Colour.WHITE);
  }

  /** What White gets: komi, and under area scoring what handicap stones are worth. */
  public double compensation() {
    return switch (rules.scoring()) {
      case AREA -> rules.komi() + rules.handicapBonus().points(handicap);
      case TERRITORY -> rules.komi();
    };
  }

  /** What the board comes to as it stands, every stone alive. */
  public Score score() {
    return score(new int[0]);
  }

  /**
   * What the board comes to without these dead stones, which are the opponent's prisoners.
   *
   * @param dead points that hold stones
   */
  public Score score(int[] dead) {
    Stones alive = new Stones(stones);
    int[] taken = new int[2];
    for (int point : dead) {
      Colour colour = Stones.colour(alive.at(point));
      if (colour != null) {
        taken[colour.opponent().index()]++;
        alive.put(point, Stones.EMPTY);
      }
    }
    Counting counting = new Counting(size, alive);
    return switch (rules.scoring()) {
      case AREA ->
          new Score(counting.area(Colour.BLACK), counting.area(Colour.WHITE) + compensation());
      case TERRITORY ->
          new Score(
              counting.territory(Colour.BLACK) + prisoners(Colour.BLACK) + taken[0],
              counting.territory(Colour.WHITE)
                  + prisoners(Colour.WHITE)
                  + taken[1]
                  + compensation());
    };
  }
}
