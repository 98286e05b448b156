package org.tengen.go.sgf;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One game with its variations.
 *
 * @param root the first node, which says what game it is and how large the board
 * @param charset in which it was read, and will be written
 */
public record GameTree(Node root, Charset charset) {
  /** A tree that is written in UTF-8. */
  public static GameTree of(Node root) {
    return new GameTree(root, StandardCharsets.UTF_8);
  }

  /** The nodes of the main line, the root first: always the first variation. */
  public List<Node> mainLine() {
    List<Node> line = new ArrayList<>();
    Node node = root;
    line.add(node);
    while (!node.children().isEmpty()) {
      node = node.children().get(0);
      line.add(node);
    }
    return line;
  }
}
