package org.tengen.go.sgf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Trees for tests, and what they hold. */
final class Trees {
  private Trees() {}

  static GameTree read(String text) {
    return all(text).get(0);
  }

  static List<GameTree> all(String text) {
    return new SgfReader().read(text.getBytes(UTF_8), "test.sgf");
  }

  /**
   * Everything that a tree is, as one line a node: how many children, and all properties. Equal for
   * equal trees alone.
   */
  static List<String> lines(GameTree tree) {
    List<String> lines = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(tree.root());
    while (!open.isEmpty()) {
      Node node = open.pop();
      lines.add(node.children().size() + node.toString());
      for (int i = node.children().size() - 1; i >= 0; i--) {
        open.push(node.children().get(i));
      }
    }
    return lines;
  }
}
