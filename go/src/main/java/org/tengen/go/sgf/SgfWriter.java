package org.tengen.go.sgf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Writes game trees so that {@link SgfReader} reads the same ones again: every property in its
 * order, spelled as it was, with its raw values, in the tree's encoding.
 *
 * <p>Lines are broken between properties, never within a value. A tree in another encoding than
 * UTF-8 must say so in its CA, as what was read does.
 */
public final class SgfWriter {
  private static final int USUAL_LINE = 80;

  private final StringBuilder text = new StringBuilder();
  private int lineStart;

  private SgfWriter() {}

  /** Writes a file, in place of one that is there. */
  public static void write(Path file, List<GameTree> trees) throws IOException {
    Files.write(file, write(trees));
  }

  /**
   * The file's bytes.
   *
   * @throws SgfException for a text that a tree's encoding has no bytes for
   */
  public static byte[] write(List<GameTree> trees) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (GameTree tree : trees) {
      SgfWriter writer = new SgfWriter();
      writer.tree(tree.root());
      ByteBuffer bytes = encode(tree, writer.text);
      file.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
    return file.toByteArray();
  }

  /** Variations that are open, outermost last, each with those of its siblings to come. */
  private void tree(Node root) {
    Deque<Iterator<Node>> open = new ArrayDeque<>();
    open.push(List.of(root).iterator());
    while (!open.isEmpty()) {
      if (open.peek().hasNext()) {
        Node node = sequence(open.peek().next());
        open.push(node.children().iterator());
      } else {
        open.pop();
        if (!open.isEmpty()) {
          append(")");
        }
      }
    }
    text.append('\n');
  }

  /** Writes a node and those behind it up to a branch or an end; returns the last. */
  private Node sequence(Node first) {
    if (text.length() > lineStart) {
      newLine();
    }
    append("(");
    Node node = first;
    node(node);
    while (node.children().size() == 1) {
      node = node.children().get(0);
      node(node);
    }
    return node;
  }

  private void node(Node node) {
    append(";");
    for (Property property : node.properties()) {
      String name = property.spelling();
      for (String value : property.values()) {
        append(name + "[" + value + "]");
        name = "";
      }
    }
  }

  private void append(String piece) {
    int column = text.length() - lineStart;
    if (column > 0 && column + piece.length() > USUAL_LINE) {
      newLine();
    }
    text.append(piece);
    int lineBreak = piece.lastIndexOf('\n');
    if (lineBreak >= 0) {
      lineStart = text.length() - (piece.length() - lineBreak - 1);
    }
  }

  private void newLine() {
    text.append('\n');
    lineStart = text.length();
  }

  private static ByteBuffer encode(GameTree tree, CharSequence text) {
    CharsetEncoder encoder = tree.charset().newEncoder();
    try {
      return encoder.encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new SgfException(
          "charset="
              + tree.charset()
              + ": has no bytes for some of the record's text; expected a tree in UTF-8",
          e);
    }
  }
}
