package org.tengen.go.playout;

import java.util.Arrays;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;

/**
 * A board for playouts: simple ko, no suicide, nothing taken back, nothing allocated after the
 * constructor.
 *
 * <p>Points are numbered as {@link BoardSize} does. A chain is a ring of stones, named by one of
 * its points, and has its {@link Liberties} as a sum.
 *
 * <p>The empty points are a list in no order, from which a random one is drawn. Moves are logged;
 * the log of a board that was set to a game begins with the game's last move.
 */
public final class PlayoutBoard {
  /** The colours; {@code 3 - colour} is the opponent's. */
  public static final int BLACK = 1;

  public static final int WHITE = 2;

  private static final int EMPTY = 0;
  private static final int BORDER = 3;

  /** Moves since the set-up after which a playout is broken off, for each point of the board. */
  private static final int MOVES_PER_POINT = 3;

  private final BoardSize size;
  private final int stride;

  /** To the places around a point, in the order of {@link Surroundings}. */
  private final int[] offsets;

  /** What a point as a pseudo-liberty adds to a chain's sum. */
  private final long[] keys;

  private final byte[] at;
  private final int[] codes;
  private final int[] chains;
  private final int[] next;
  private final int[] sizes;
  private final long[] liberties;
  private final Empties empties;
  private final int[] log;
  private int logged;
  private int ko;
  private int balance;

  /** Of the move that is being played: how many stones it has taken, and the last of them. */
  private int taken;

  private int lastTaken;

  /** An empty board. */
  public PlayoutBoard(BoardSize size) {
    this.size = size;
    stride = size.stride();
    offsets =
        new int[] {
          -1, 1, -stride, stride, -stride - 1, -stride + 1, stride - 1, stride + 1,
        };
    int length = size.arrayLength();
    keys = new long[length];
    at = new byte[length];
    codes = new int[length];
    chains = new int[length];
    next = new int[length];
    sizes = new int[length];
    liberties = new long[length];
    empties = new Empties(size);
    log = new int[MOVES_PER_POINT * size.area() + 2];
    clear();
  }

  /** Takes all stones off. */
  public void clear() {
    Arrays.fill(at, (byte) BORDER);
    empties.clear();
    for (int point : size.points()) {
      at[point] = EMPTY;
      keys[point] = Liberties.of(point);
      empties.add(point);
    }
    Arrays.fill(codes, 0);
    for (int point : size.points()) {
      codes[point] = codeOf(point);
    }
    logged = 0;
    ko = 0;
    balance = 0;
  }

  private int codeOf(int point) {
    return at[point - 1]
        | at[point + 1] << 2
        | at[point - stride] << 4
        | at[point + stride] << 6
        | at[point - stride - 1] << 8
        | at[point - stride + 1] << 10
        | at[point + stride - 1] << 12
        | at[point + stride + 1] << 14;
  }

  /** Takes over stones, ko and last move of a game. */
  public void set(Game game) {
    clear();
    for (int point : size.points()) {
      Colour colour = game.at(point);
      if (colour != null) {
        put(point, colour == Colour.BLACK ? BLACK : WHITE);
      }
    }
    ko = game.koPoint();
    if (game.moves() > 0) {
      log[logged++] = game.move(game.moves() - 1);
    }
  }

  /** Becomes equal to a board of the same size. */
  public void set(PlayoutBoard other) {
    System.arraycopy(other.at, 0, at, 0, at.length);
    System.arraycopy(other.codes, 0, codes, 0, codes.length);
    System.arraycopy(other.chains, 0, chains, 0, chains.length);
    System.arraycopy(other.next, 0, next, 0, next.length);
    System.arraycopy(other.sizes, 0, sizes, 0, sizes.length);
    System.arraycopy(other.liberties, 0, liberties, 0, liberties.length);
    System.arraycopy(other.log, 0, log, 0, other.logged);
    empties.set(other.empties);
    logged = other.logged;
    ko = other.ko;
    balance = other.balance;
  }

  public BoardSize size() {
    return size;
  }

  /** 0 for an empty point, or the colour of its stone. */
  public int at(int point) {
    return at[point];
  }

  /** The point that may not be played now, or 0. */
  public int ko() {
    return ko;
  }

  /** How many moves the log has, passes included. */
  public int moves() {
    return logged;
  }

  /** The {@code number}th move of the log, from 0. */
  public int move(int number) {
    return log[number];
  }

  /** The last move of the log, or a pass if there is none. */
  public int lastMove() {
    return logged == 0 ? BoardSize.PASS : log[logged - 1];
  }

  /** Have there been so many moves that the position may never come to an end? */
  public boolean isTooLong() {
    return logged >= log.length - 2;
  }

  /** Black's points less White's when every stone is alive: stones, and empty points all theirs. */
  public int areaMargin() {
    int margin = balance;
    for (int i = 0; i < empties.count(); i++) {
      int owner = Surroundings.owner(codes[empties.point(i)]);
      margin += (owner & 1) - (owner >>> 1);
    }
    return margin;
  }

  /** Whose stone a point has or, if it is empty, who has all of its neighbours; or 0. */
  int owner(int point) {
    return at[point] == EMPTY ? Surroundings.owner(codes[point]) : at[point];
  }

  /** May it be played, on a point of the board? */
  public boolean isLegal(int point, int colour) {
    if (at[point] != EMPTY || point == ko) {
      return false;
    }
    return Surroundings.emptyNeighbours(codes[point]) > 0
        || leavesLiberty(point - 1, colour)
        || leavesLiberty(point + 1, colour)
        || leavesLiberty(point - stride, colour)
        || leavesLiberty(point + stride, colour);
  }

  /** Does a neighbour of a point without empty ones give it a liberty: own, or by being taken? */
  private boolean leavesLiberty(int neighbour, int colour) {
    int stone = at[neighbour];
    return stone != BORDER && (stone == colour) != Liberties.isSingle(liberties[chains[neighbour]]);
  }

  /** Is it an eye of this colour, as far as the eight points around it tell? */
  public boolean isEye(int point, int colour) {
    return Surroundings.isEye(codes[point], colour);
  }

  /**
   * A move that is legal and fills no eye, each as likely as the next, or a pass if there is none.
   */
  int randomMove(int colour, Dice dice) {
    int left = empties.count();
    while (left > 0) {
      int place = dice.below(left);
      int point = empties.point(place);
      if (!Surroundings.isEye(codes[point], colour) && isLegal(point, colour)) {
        return point;
      }
      empties.swap(place, --left);
    }
    return BoardSize.PASS;
  }

  /** Plays a legal move or a pass. */
  public void play(int move, int colour) {
    log[logged++] = move;
    if (move == BoardSize.PASS) {
      ko = 0;
    } else {
      boolean enclosed = Surroundings.owner(codes[move]) == 3 - colour;
      put(move, colour);
      ko = enclosed && taken == 1 ? lastTaken : 0;
    }
  }

  private void put(int point, int colour) {
    empties.remove(point);
    balance += 3 - 2 * colour;
    at[point] = (byte) colour;
    recode(point, colour);
    chains[point] = point;
    next[point] = point;
    sizes[point] = 1;
    liberties[point] = emptyAround(point);
    taken = 0;
    meet(point, point - 1, colour);
    meet(point, point + 1, colour);
    meet(point, point - stride, colour);
    meet(point, point + stride, colour);
  }

  /** A stone has come, or gone, which is the same, in the codes of the points around it. */
  private void recode(int point, int colour) {
    codes[point + 1] ^= colour;
    codes[point - 1] ^= colour << 2;
    codes[point + stride] ^= colour << 4;
    codes[point - stride] ^= colour << 6;
    codes[point + stride + 1] ^= colour << 8;
    codes[point + stride - 1] ^= colour << 10;
    codes[point - stride + 1] ^= colour << 12;
    codes[point - stride - 1] ^= colour << 14;
  }

  /** A stone that was put beside {@code neighbour} joins its chain, or takes a liberty from it. */
  private void meet(int point, int neighbour, int colour) {
    int stone = at[neighbour];
    if (stone == EMPTY || stone == BORDER) {
      return;
    }
    int chain = chains[neighbour];
    liberties[chain] -= keys[point];
    if (stone == colour) {
      join(chain, chains[point]);
    } else if (liberties[chain] == 0) {
      takeOff(chain, stone);
    }
  }

  /** The smaller chain takes the name of the larger. */
  private void join(int one, int other) {
    if (one == other) {
      return;
    }
    int large = sizes[one] >= sizes[other] ? one : other;
    int small = one + other - large;
    int stone = small;
    do {
      chains[stone] = large;
      stone = next[stone];
    } while (stone != small);
    int after = next[small];
    next[small] = next[large];
    next[large] = after;
    sizes[large] += sizes[small];
    liberties[large] += liberties[small];
  }

  private void takeOff(int chain, int colour) {
    int opponent = 3 - colour;
    int point = chain;
    do {
      at[point] = EMPTY;
      empties.add(point);
      recode(point, colour);
      free(point, point - 1, opponent);
      free(point, point + 1, opponent);
      free(point, point - stride, opponent);
      free(point, point + stride, opponent);
      lastTaken = point;
      point = next[point];
    } while (point != chain);
    taken += sizes[chain];
    balance -= (3 - 2 * colour) * sizes[chain];
  }

  /** A point that was emptied is a liberty of the chain beside it. */
  private void free(int point, int neighbour, int opponent) {
    if (at[neighbour] == opponent) {
      liberties[chains[neighbour]] += keys[point];
    }
  }

  // ---- what tactics are found by ----

  /** Of the chain of the stone at {@code point}. */
  long liberties(int point) {
    return liberties[chains[point]];
  }

  /** The chain of the stone at {@code point}, named by one of its points. */
  int chain(int point) {
    return chains[point];
  }

  /** The stone after {@code point} in the ring of its chain. */
  int next(int point) {
    return next[point];
  }

  /** What is around a point of the board: see {@link Surroundings}. */
  int surroundings(int point) {
    return codes[point];
  }

  /** The point at a place, 0 to 7, around another. */
  int around(int point, int place) {
    return point + offsets[place];
  }

  /** The empty points beside {@code point}. */
  long emptyAround(int point) {
    return emptyAt(point - 1)
        + emptyAt(point + 1)
        + emptyAt(point - stride)
        + emptyAt(point + stride);
  }

  private long emptyAt(int point) {
    return at[point] == EMPTY ? keys[point] : 0;
  }
}
