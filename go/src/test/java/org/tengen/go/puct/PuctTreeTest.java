package org.tengen.go.puct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tengen.go.puct.PuctTree.ROOT;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PuctTreeTest {
  private static PuctTree tree(int... moves) {
    PuctTree tree = new PuctTree(100);
    tree.visit(ROOT);
    tree.expand(ROOT, moves, moves.length);
    for (int child = tree.firstChild(ROOT); child < tree.endOfChildren(ROOT); child++) {
      tree.setPrior(child, 1f / moves.length);
    }
    tree.tell(ROOT, 0);
    return tree;
  }

  @Test
  void aVisitCountsAsLostForBothUntilItIsTold() {
    PuctTree tree = tree(10, 11);
    int child = tree.child(ROOT, 11);
    tree.visit(child);
    assertThat(tree.visits(child)).isEqualTo(1);
    assertThat(tree.value(child)).isEqualTo(-1);
    assertThat(tree.value(ROOT)).isEqualTo(-0.5);

    tree.tell(child, 0.5);
    assertThat(tree.value(child)).isEqualTo(0.5);
    assertThat(tree.value(ROOT)).isEqualTo(-0.25);
    assertThat(tree.visits(ROOT)).isEqualTo(2);
    assertThat(tree.simulations(ROOT)).isEqualTo(1);
  }

  @Test
  void childrenWaitForTheirPriors() {
    PuctTree tree = new PuctTree(100);
    assertThat(tree.isWaiting(ROOT)).isFalse();
    tree.expand(ROOT, new int[] {5, 6, 7}, 2);
    assertThat(tree.isExpanded(ROOT)).isTrue();
    assertThat(tree.isWaiting(ROOT)).isTrue();
    assertThat(tree.child(ROOT, 6)).isEqualTo(2);
    assertThat(tree.child(ROOT, 7)).isEqualTo(-1);
    tree.setPrior(1, 0);
    assertThat(tree.isWaiting(ROOT)).isFalse();
  }

  @Test
  void hasNoRoomBeyondItsLimit() {
    PuctTree tree = tree(10, 11);
    assertThat(tree.hasRoom(97)).isTrue();
    assertThat(tree.hasRoom(98)).isFalse();
    tree.clear();
    assertThat(tree.hasRoom(99)).isTrue();
    assertThat(tree.isExpanded(ROOT)).isFalse();
    assertThat(tree.visits(ROOT)).isZero();
  }

  @Test
  void keepsOfATreeWhatIsBehindTheNewRoot() {
    for (int seed = 1; seed <= 100; seed++) {
      Random random = new Random(seed);
      PuctTree tree = grown(random, 300);
      int root = tree.firstChild(ROOT) + random.nextInt(tree.endOfChildren(ROOT) - 1);
      String before = text(tree, root);
      tree.keep(root);
      assertThat(text(tree, ROOT)).as("seed " + seed).isEqualTo(before);
      int visits = tree.visits(ROOT);
      tree.visit(tree.isExpanded(ROOT) ? tree.firstChild(ROOT) : ROOT);
      assertThat(tree.visits(ROOT)).isEqualTo(visits + 1);
    }
  }

  private static PuctTree grown(Random random, int visits) {
    PuctTree tree = new PuctTree(100_000);
    int[] moves = new int[4];
    for (int i = 0; i < visits; i++) {
      int node = ROOT;
      while (tree.isExpanded(node)) {
        int count = tree.endOfChildren(node) - tree.firstChild(node);
        node = tree.firstChild(node) + random.nextInt(count);
      }
      tree.visit(node);
      int count = 1 + random.nextInt(4);
      for (int k = 0; k < count; k++) {
        moves[k] = 1 + random.nextInt(300);
      }
      tree.expand(node, moves, count);
      for (int child = tree.firstChild(node); child < tree.endOfChildren(node); child++) {
        tree.setPrior(child, random.nextFloat());
      }
      tree.tell(node, random.nextInt(3) - 1);
    }
    return tree;
  }

  private static String text(PuctTree tree, int node) {
    StringBuilder text = new StringBuilder();
    append(tree, node, text);
    return text.toString();
  }

  private static void append(PuctTree tree, int node, StringBuilder text) {
    text.append('(').append(tree.move(node)).append(' ').append(tree.visits(node)).append(' ');
    text.append(tree.prior(node)).append(' ');
    text.append(tree.visits(node) == 0 ? 0 : tree.value(node));
    for (int child = tree.firstChild(node); child < tree.endOfChildren(node); child++) {
      append(tree, child, text);
    }
    text.append(')');
  }
}
