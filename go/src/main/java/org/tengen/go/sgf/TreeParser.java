package org.tengen.go.sgf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one game tree from where {@code bytes} stands, in one encoding.
 *
 * <p>Open brackets are on a stack of its own, not on the thread's: a variation within a variation
 * costs no more than one beside it.
 */
final class TreeParser {
  /** That bytes are not of the encoding that they were read in. */
  static final class NotOfThisCharset extends Exception {
    private static final long serialVersionUID = 1L;

    NotOfThisCharset(String line) {
      super(line);
    }
  }

  private final SgfBytes bytes;
  private final SgfCharset charset;
  private final int nodeLimit;

  /** The last nodes before each bracket that is open, but the first bracket. */
  private final Deque<Node> branches = new ArrayDeque<>();

  private @Nullable Node root;
  private @Nullable Node last;
  private int nodes;

  /** Has the variation that is open no node yet? */
  private boolean fresh;

  /**
   * A parser for one tree.
   *
   * @param bytes before its first bracket
   * @param nodes that the trees before it have
   * @param nodeLimit the most that all may have
   */
  TreeParser(SgfBytes bytes, SgfCharset charset, int nodes, int nodeLimit) {
    this.bytes = bytes;
    this.charset = charset;
    this.nodes = nodes;
    this.nodeLimit = nodeLimit;
  }

  /** The nodes of this tree and those before it. */
  int nodes() {
    return nodes;
  }

  /** The tree; {@code bytes} is behind its last bracket then. */
  GameTree parse() throws NotOfThisCharset {
    Place start = bytes.place();
    bytes.take();
    fresh = true;
    while (true) {
      switch (bytes.peekBeyondBlanks()) {
        case ';' -> {
          Place place = bytes.place();
          bytes.take();
          node(place);
        }
        case '(' -> open();
        case ')' -> {
          if (close()) {
            return new GameTree(Objects.requireNonNull(root), charset.charset());
          }
        }
        case SgfBytes.END -> throw truncated("the game tree", start, ")");
        default -> other();
      }
    }
  }

  private void open() {
    if (fresh || last == null) {
      throw bytes.place().fault("a variation before the first node; expected ;");
    }
    bytes.take();
    branches.push(last);
    fresh = true;
  }

  /** Closes a variation. Was it the whole tree? */
  private boolean close() {
    if (fresh) {
      throw bytes.place().fault("a game tree without a node; expected ;");
    }
    bytes.take();
    if (branches.isEmpty()) {
      return true;
    }
    last = branches.pop();
    return false;
  }

  /** Files of the oldest programs leave out the first semicolon. */
  private void other() throws NotOfThisCharset {
    if (!fresh || !Property.isLetter(bytes.peek())) {
      throw bytes.place().fault("found " + bytes.found() + "; expected ; ( or )");
    }
    node(bytes.place());
  }

  private void node(Place place) throws NotOfThisCharset {
    if (++nodes > nodeLimit) {
      throw place.fault("node %d; expected at most %d nodes in a file".formatted(nodes, nodeLimit));
    }
    Node node = new Node(place);
    if (last == null) {
      root = node;
    } else {
      last.add(node);
    }
    last = node;
    fresh = false;
    while (Property.isLetter(bytes.peekBeyondBlanks())) {
      node.add(property());
    }
  }

  private Property property() throws NotOfThisCharset {
    Place place = bytes.place();
    int from = bytes.index();
    while (Property.isOfName(bytes.peek())) {
      bytes.take();
    }
    String spelling = bytes.asciiFrom(from);
    List<String> values = new ArrayList<>(1);
    while (bytes.peekBeyondBlanks() == '[') {
      values.add(value(spelling));
    }
    if (values.isEmpty()) {
      if (bytes.peek() == SgfBytes.END) {
        throw truncated("property " + spelling, place, "[");
      }
      throw bytes
          .place()
          .fault("found " + bytes.found() + " behind property " + spelling + "; expected [");
    }
    return new Property(spelling, values);
  }

  private String value(String spelling) throws NotOfThisCharset {
    Place start = bytes.place();
    bytes.take();
    int from = bytes.index();
    while (bytes.peek() != ']') {
      character(spelling, start);
    }
    int length = bytes.index() - from;
    bytes.take();
    return charset
        .decode(bytes.bytes(), from, length)
        .orElseThrow(
            () ->
                new NotOfThisCharset(
                    start
                        + (": the value of " + spelling + " is not of " + charset.charset())
                        + "; expected that, as CA says"));
  }

  /** Takes a character, with the backslash before it and all of its bytes. */
  private void character(String spelling, Place start) {
    if (bytes.peek() == '\\') {
      takeOfValue(spelling, start);
    }
    int octet = takeOfValue(spelling, start);
    if (charset.leads(octet) && bytes.peek() >= '0') {
      bytes.take();
    }
  }

  private int takeOfValue(String spelling, Place start) {
    if (bytes.peek() == SgfBytes.END) {
      throw truncated("the value of " + spelling, start, "]");
    }
    return bytes.take();
  }

  private SgfException truncated(String what, Place start, String expected) {
    return bytes
        .place()
        .fault(
            "the file ends within %s that begins at line %d, byte %d; expected %s"
                .formatted(what, start.line(), start.offset(), expected));
  }
}
