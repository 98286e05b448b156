package org.tengen.go.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeTest {
  @Test
  void triesFirstWhatIsKnownToBeBest() {
    Tree tree = tree(0, 100);
    assertThat(tree.move(tree.select(0))).isEqualTo(11);
  }

  @Test
  void leavesAMoveThatOnlyLoses() {
    Tree tree = tree(0, 100);
    int first = tree.select(0);
    for (int i = 0; i < 200; i++) {
      tree.update(first, 0);
    }
    assertThat(tree.select(0)).isNotEqualTo(first);
    assertThat(tree.winRate(first)).isZero();
  }

  @Test
  void learnsFromTheSameMoveLater() {
    Tree tree = tree(0, 100);
    byte[] firstBy = new byte[20];
    firstBy[10] = 1;
    firstBy[12] = 2;
    for (int i = 0; i < 50; i++) {
      tree.updateLater(0, firstBy, 1, 1);
    }
    assertThat(tree.move(tree.select(0))).isEqualTo(10);
  }

  @Test
  void doesNotLearnFromItWithoutRave() {
    Tree tree = tree(0, 0);
    byte[] firstBy = new byte[20];
    firstBy[10] = 1;
    int first = tree.firstChild(0);
    tree.update(first, 0);
    tree.update(first + 1, 1);
    tree.update(first + 2, 0);
    for (int i = 0; i < 1000; i++) {
      tree.updateLater(0, firstBy, 1, 1);
    }
    assertThat(tree.move(tree.select(0))).isEqualTo(11);
  }

  @Test
  void exploresWhatWasSeldomTried() {
    Tree tree = tree(1, 100);
    int often = tree.select(0);
    for (int i = 0; i < 60; i++) {
      tree.update(often, 1);
      tree.update(0, 0);
    }
    assertThat(tree.select(0)).isNotEqualTo(often);
  }

  @Test
  void choosesTheMostVisited() {
    Tree tree = tree(0, 100);
    int first = tree.firstChild(0);
    tree.update(first + 2, 0);
    tree.update(first + 2, 0);
    tree.update(first + 1, 1);

    assertThat(tree.mostVisited(0)).isEqualTo(first + 2);
  }

  @Test
  void hasNoRoomBeyondItsArrays() {
    Tree tree = tree(0, 100);

    assertThat(tree.hasRoom(96)).isTrue();
    assertThat(tree.hasRoom(97)).isFalse();
    tree.clear();
    assertThat(tree.isExpanded(0)).isFalse();
    assertThat(tree.hasRoom(99)).isTrue();
  }

  /** A root with the moves 10, 11 and 12, of which 11 is known to be better. */
  private static Tree tree(double exploration, double raveVisits) {
    Tree tree = new Tree(100, exploration, raveVisits);
    tree.open(0);
    tree.add(10, 10, 5);
    tree.add(11, 10, 6);
    tree.add(12, 10, 5);
    tree.close(0);
    return tree;
  }
}
