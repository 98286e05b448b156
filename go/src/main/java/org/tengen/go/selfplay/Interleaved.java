package org.tengen.go.selfplay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tengen.go.planes.Evaluator;

/**
 * Plays many games at a time in one thread: each asks for what its search needs next, and one call
 * of the evaluator answers all. A game that is over makes place for the next one.
 */
public final class Interleaved {
  private final Evaluator evaluator;
  private final int atATime;
  private final List<SelfPlayGame> games = new ArrayList<>();
  private int[] asked = {};
  private float[] planes = {};
  private float[] policies = {};
  private float[] values = {};
  private long positions;
  private long calls;

  /**
   * Games on one evaluator.
   *
   * @param atATime how many are played beside each other, 1 or more
   */
  public Interleaved(Evaluator evaluator, int atATime) {
    if (atATime < 1) {
      throw new IllegalArgumentException("games at a time=" + atATime + ": expected 1 or more");
    }
    this.evaluator = evaluator;
    this.atATime = atATime;
  }

  /**
   * Plays games until there are none left.
   *
   * @param source of games that have not begun, asked whenever there is a place
   * @param ended told each game in the order in which they end
   * @param stop asked before each evaluation; games that are not over then are lost, and can be
   *     played again from their seeds
   */
  public void play(
      Iterator<SelfPlayGame> source, Consumer<SelfPlayed> ended, BooleanSupplier stop) {
    games.clear();
    while (!stop.getAsBoolean()) {
      int all = ask(source, ended);
      if (all == 0) {
        return;
      }
      evaluator.evaluate(all, planes, policies, values);
      positions += all;
      calls++;
      tell();
    }
  }

  private int ask(Iterator<SelfPlayGame> source, Consumer<SelfPlayed> ended) {
    asked = Arrays.copyOf(asked, atATime);
    int all = 0;
    int place = 0;
    while (place < games.size() || (games.size() < atATime && source.hasNext())) {
      if (place == games.size()) {
        games.add(source.next());
      }
      SelfPlayGame game = games.get(place);
      makeRoom(all + game.leaves());
      asked[place] = game.ask(planes, all);
      if (asked[place] > 0) {
        all += asked[place++];
      } else {
        games.remove(place);
        ended.accept(game.played());
      }
    }
    return all;
  }

  private void makeRoom(int wanted) {
    if (values.length < wanted) {
      int room = Math.max(wanted, 2 * values.length);
      planes = Arrays.copyOf(planes, Math.multiplyExact(room, evaluator.input().floats()));
      policies = new float[Math.multiplyExact(room, evaluator.input().moves())];
      values = new float[room];
    }
  }

  private void tell() {
    int at = 0;
    for (int place = 0; place < games.size(); place++) {
      games.get(place).tell(policies, values, at);
      at += asked[place];
    }
  }

  /** Positions that were evaluated so far. */
  public long positions() {
    return positions;
  }

  /**
   * Calls of the evaluator so far: positions are evaluated together by {@code positions / calls}.
   */
  public long calls() {
    return calls;
  }
}
