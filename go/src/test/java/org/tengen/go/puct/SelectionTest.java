package org.tengen.go.puct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tengen.go.puct.PuctTree.ROOT;

import org.junit.jupiter.api.Test;
import org.tengen.go.playout.Dice;

class SelectionTest {
  private final PuctTree tree = new PuctTree(100);

  /** A root that has told its children's priors. */
  private Selection selection(
      double cPuct, double reduction, RootSettings settings, float... priors) {
    tree.clear();
    tree.visit(ROOT);
    int[] moves = new int[priors.length];
    for (int i = 0; i < moves.length; i++) {
      moves[i] = 10 + i;
    }
    tree.expand(ROOT, moves, moves.length);
    for (int i = 0; i < priors.length; i++) {
      tree.setPrior(1 + i, priors[i]);
    }
    tree.tell(ROOT, 0);
    Selection selection = new Selection(tree, new PuctSettings(cPuct, reduction, 1, false, 0));
    selection.begin(settings, new Dice(1));
    return selection;
  }

  private static RootSettings forcing(double k) {
    return new RootSettings(1000, 0, 10, k);
  }

  private void told(int child, int visits, double value) {
    for (int i = 0; i < visits; i++) {
      tree.visit(child);
      tree.tell(child, value);
    }
  }

  @Test
  void triesTheLikeliestFirstAndTheFirstOfEquals() {
    assertThat(selection(1, 0, RootSettings.plain(1), .2f, .5f, .3f).select(ROOT)).isEqualTo(2);
    assertThat(selection(1, 0, RootSettings.plain(1), .2f, .4f, .4f).select(ROOT)).isEqualTo(2);
  }

  @Test
  void weighsValuePriorAndVisitsAsThePaperDoes() {
    // after 16 simulations: 0.5 + c 0.5 x 4 / 13 against 0.1 + c 0.5 x 4 / 5, equal at c = 1.625
    for (double cPuct : new double[] {1.62, 1.63}) {
      Selection selection = selection(cPuct, 0, RootSettings.plain(1), .5f, .5f);
      told(1, 12, 0.5);
      told(2, 4, 0.1);
      assertThat(selection.select(ROOT)).isEqualTo(cPuct < 1.625 ? 1 : 2);
    }
  }

  @Test
  void takesWhatWasNotTriedForWorseThanItsParentByTheRootOfTriedPriors() {
    // the root is worth (0 + 4 x 0.5) / 5 = 0.4 to who is to move, and untried moves are worth
    // 0.4 - reduction x sqrt(0.64), with 0.36 x 2 of exploration, against 0.5
    // + 0.64 x 2 / 5, equal at 0.455
    for (double reduction : new double[] {0.45, 0.46}) {
      Selection selection = selection(1, reduction, RootSettings.plain(1), .64f, .36f);
      told(1, 4, 0.5);
      assertThat(selection.select(ROOT)).isEqualTo(reduction < 0.455 ? 2 : 1);
    }
  }

  @Test
  void takesNothingOffTheUntriedAtANoisyRoot() {
    RootSettings noisy = new RootSettings(1, 1e-9, 10, 0);
    Selection selection = selection(1, 2, noisy, .64f, .36f);
    told(1, 4, 0.5);
    assertThat(selection.select(ROOT)).isEqualTo(2);
  }

  @Test
  void noiseTakesTheShareOfThePriorsThatItIsGiven() {
    // noise that is nearly even in place of all of 0.9 and 0.1: 0.5 / 2 against 0.5
    Selection selection = selection(1, 0, new RootSettings(1, 1, 1e6, 0), .9f, .1f);
    told(1, 1, 0);
    assertThat(selection.select(ROOT)).isEqualTo(2);
    // in place of a quarter: 0.8 / 2 against 0.2
    selection = selection(1, 0, new RootSettings(1, 0.25, 1e6, 0), .9f, .1f);
    told(1, 1, 0);
    assertThat(selection.select(ROOT)).isEqualTo(1);
  }

  @Test
  void forcesVisitsOnWhatWasTriedAtAll() {
    // sqrt(2 x 0.09 x 100) = 4.2
    Selection selection = selection(0.01, 0, forcing(2), .91f, .09f);
    told(1, 97, 0.9);
    assertThat(selection.select(ROOT)).isEqualTo(1);
    told(2, 3, -1);
    assertThat(selection.select(ROOT)).isEqualTo(2);
    told(2, 2, -1);
    assertThat(selection.select(ROOT)).isEqualTo(1);
  }

  @Test
  void leavesForcedVisitsOutOfWhatWasEarned() {
    for (double k : new double[] {0, 2}) {
      Selection selection = selection(0.01, 0, forcing(k), .91f, .09f);
      told(1, 95, 0.9);
      told(2, 5, -1);
      assertThat(selection.earned()).containsExactly(95, k == 0 ? 5 : 0);
    }
  }

  @Test
  void leavesNoMoreOutThanWereForced() {
    // sqrt(2 x 0.09 x 100) = 4.2 were forced of 30, and it would have earned few by its value
    Selection selection = selection(0.01, 0, forcing(2), .91f, .09f);
    told(1, 70, 0.9);
    told(2, 30, -1);
    assertThat(selection.earned()).containsExactly(70, 26);
  }

  @Test
  void leavesNoneOutThatWouldHaveBeenTriedBeforeTheBest() {
    // the best one's urgency is 0.5 + 10 x 0.5 / 61 = 0.582; the other's is above it up to
    // 10 x 0.5 / 0.182 - 1 = 26.5 visits
    Selection selection = selection(1, 0, forcing(2), .5f, .5f);
    told(1, 60, 0.5);
    told(2, 40, 0.4);
    assertThat(selection.earned()).containsExactly(60, 30);
    selection = selection(1, 0, forcing(8), .5f, .5f);
    told(1, 60, 0.5);
    told(2, 40, 0.4);
    assertThat(selection.earned()).containsExactly(60, 27);
    selection = selection(1, 0, forcing(8), .5f, .5f);
    told(1, 60, 0.5);
    told(2, 40, 0.6);
    assertThat(selection.earned()).containsExactly(60, 40);
  }

  @Test
  void theBestIsTheMostVisitedThenTheMoreValuableThenTheLikelier() {
    Selection selection = selection(1, 0, forcing(0), .2f, .5f, .3f);
    assertThat(selection.best()).isEqualTo(2);
    told(1, 2, 0.1);
    assertThat(selection.best()).isEqualTo(1);
    told(3, 2, 0.2);
    assertThat(selection.best()).isEqualTo(3);
    told(2, 3, -1);
    assertThat(selection.best()).isEqualTo(2);
  }

  @Test
  void drawsByVisitsToThePowerOfOneByTheTemperature() {
    Selection selection = selection(1, 0, forcing(0), .5f, .3f, .2f);
    told(1, 40, 0);
    told(2, 10, 0);
    assertThat(share(selection, 1)).isCloseTo(0.8, within(0.02));
    // 16 to 1
    assertThat(share(selection, 0.5)).isCloseTo(16 / 17.0, within(0.02));
    // 2 to 1
    assertThat(share(selection, 2)).isCloseTo(2 / 3.0, within(0.02));
  }

  private static double share(Selection selection, double temperature) {
    Dice dice = new Dice(7);
    int first = 0;
    for (int i = 0; i < 10_000; i++) {
      int drawn = selection.draw(temperature, dice);
      assertThat(drawn).isLessThan(3);
      first += drawn == 1 ? 1 : 0;
    }
    return first / 10_000.0;
  }

  @Test
  void drawsTheLikeliestWhereNothingWasTried() {
    Selection selection = selection(1, 0, forcing(2), .2f, .5f, .3f);
    assertThat(selection.draw(1, new Dice(1))).isEqualTo(2);
  }
}
