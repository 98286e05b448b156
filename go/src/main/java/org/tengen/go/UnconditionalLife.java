package org.tengen.go;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What no play can change: stones that live although their owner always passes (Benson 1976), the
 * points around which they stand, and the opponent's stones there, which are dead.
 *
 * <p>It is a proof and not an estimate. Most stones that players call alive or dead are not proved
 * to be, and those are left as they are.
 */
public final class UnconditionalLife {
  private final BoardSize size;
  private final Stones stones;
  private final @Nullable Colour[] owners;

  private UnconditionalLife(BoardSize size, Stones stones) {
    this.size = size;
    this.stones = stones;
    owners = new Colour[size.arrayLength()];
  }

  /** Of the stones that are on the board now, under the game's rule of suicide. */
  public static UnconditionalLife of(Game game) {
    Stones stones = new Stones(game.stones());
    UnconditionalLife life = new UnconditionalLife(game.size(), stones);
    for (Colour colour : Colour.values()) {
      Enclosures enclosures = new Enclosures(game.size(), stones, colour, game.rules().suicide());
      for (int point : game.size().points()) {
        if (enclosures.isAlive(point) || enclosures.isTerritory(point)) {
          life.owners[point] = colour;
        }
      }
    }
    return life;
  }

  /** Whose living stone or territory a point is, or null if it is undecided. */
  public @Nullable Colour owner(int point) {
    return owners[point];
  }

  /** Is there a stone that cannot be taken? */
  public boolean isAlive(int point) {
    Colour stone = Stones.colour(stones.at(point));
    return stone != null && stone == owners[point];
  }

  /** The stones in the opponent's territory, for {@link Game#score(int[])}. */
  public int[] deadStones() {
    return Arrays.stream(size.points())
        .filter(point -> owners[point] != null && stones.at(point) != Stones.EMPTY)
        .filter(point -> !isAlive(point))
        .toArray();
  }
}
