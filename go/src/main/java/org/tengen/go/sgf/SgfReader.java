package org.tengen.go.sgf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads SGF: whole collections of game trees, of version 4 and, leniently, of those before.
 *
 * <p>What stands before, between and behind game trees is skipped, as the format wants it. Each
 * tree has its own encoding: the one that its CA names; without one, UTF-8 if all of its values
 * are, and otherwise ISO-8859-1, which the format takes by default. Values that are not of the
 * encoding that CA names make the tree be read in ISO-8859-1: no byte is lost, and written again
 * they are the same.
 */
public final class SgfReader {
  private static final int BOM = 0xfeff;

  private final SgfLimits limits;

  /** A reader with the usual limits. */
  public SgfReader() {
    this(SgfLimits.USUAL);
  }

  /** A reader with limits of its own. */
  public SgfReader(SgfLimits limits) {
    this.limits = limits;
  }

  /**
   * All game trees of a file, at least one.
   *
   * @throws SgfException for what is no SGF, in one line
   * @throws IOException if the file cannot be read
   */
  public List<GameTree> read(Path file) throws IOException {
    long length = Files.size(file);
    requireLength(file.toString(), length);
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * All game trees of {@code content}, at least one.
   *
   * @param name what messages call it
   * @throws SgfException for what is no SGF, in one line
   */
  public List<GameTree> read(byte[] content, String name) {
    requireLength(name, content.length);
    requireOctets(name, content);
    List<GameTree> trees = new ArrayList<>();
    SgfBytes bytes = new SgfBytes(content, name);
    int nodes = 0;
    while (findTree(bytes)) {
      Read read = tree(bytes, nodes);
      nodes = read.nodes;
      trees.add(read.tree);
    }
    if (trees.isEmpty()) {
      throw new SgfException(name + ": no game tree in it; expected SGF, which begins with (;");
    }
    return trees;
  }

  /**
   * A tree that was read.
   *
   * @param nodes that it and those before it have
   */
  private record Read(GameTree tree, int nodes) {}

  private Read tree(SgfBytes bytes, int nodes) {
    Optional<String> named = RootScan.charset(bytes.copy());
    SgfCharset first = named.map(name -> named(name, bytes)).orElse(SgfCharset.UTF_8);
    SgfBytes attempt = bytes.copy();
    TreeParser parser = new TreeParser(attempt, first, nodes, limits.nodes());
    SgfException fault;
    try {
      GameTree tree = parser.parse();
      bytes.catchUp(attempt);
      return new Read(tree, parser.nodes());
    } catch (TreeParser.NotOfThisCharset e) {
      fault = new SgfException(String.valueOf(e.getMessage()), e);
    } catch (SgfException e) {
      if (!first.hasLeads()) {
        throw e;
      }
      fault = e;
    }
    return octetByOctet(bytes, nodes, first.hasLeads() ? fault : null);
  }

  /**
   * Reads again in an encoding in which every byte is a character.
   *
   * @param fault what to say if that fails too; null where brackets are the same in both encodings,
   *     so that the failure itself is what is wrong with the file
   */
  private Read octetByOctet(SgfBytes bytes, int nodes, @Nullable SgfException fault) {
    SgfBytes attempt = bytes.copy();
    TreeParser parser = new TreeParser(attempt, SgfCharset.LATIN_1, nodes, limits.nodes());
    try {
      GameTree tree = parser.parse();
      bytes.catchUp(attempt);
      return new Read(tree, parser.nodes());
    } catch (SgfException e) {
      throw fault == null ? e : fault;
    } catch (TreeParser.NotOfThisCharset e) {
      throw new IllegalStateException("every byte is of " + SgfCharset.LATIN_1.charset(), e);
    }
  }

  private static SgfCharset named(String name, SgfBytes bytes) {
    return SgfCharset.named(name)
        .orElseThrow(
            () ->
                bytes
                    .place()
                    .fault(
                        "CA["
                            + name
                            + "]: expected an encoding that contains ASCII, such as UTF-8,"
                            + " ISO-8859-1, Shift_JIS, GB18030, Big5 or EUC-KR"));
  }

  /** Goes to the next bracket behind which a node begins, if need be without a semicolon. */
  private static boolean findTree(SgfBytes bytes) {
    while (bytes.peek() != SgfBytes.END) {
      if (bytes.peek() == '(' && beginsTree(bytes.copy())) {
        return true;
      }
      bytes.take();
    }
    return false;
  }

  private static boolean beginsTree(SgfBytes bytes) {
    bytes.take();
    if (bytes.peekBeyondBlanks() == ';') {
      return true;
    }
    boolean named = false;
    while (bytes.peek() >= 'A' && bytes.peek() <= 'Z') {
      bytes.take();
      named = true;
    }
    return named && bytes.peek() == '[';
  }

  private void requireLength(String name, long length) {
    if (length > limits.bytes()) {
      throw new SgfException(
          "%s: %,d bytes; expected at most %,d".formatted(name, length, limits.bytes()));
    }
  }

  /** UTF-16 has two bytes for a bracket. */
  private static void requireOctets(String name, byte[] content) {
    byte[] start = Arrays.copyOf(content, 2);
    int mark = (start[0] & 0xff) << 8 | (start[1] & 0xff);
    if (mark == BOM || mark == Integer.reverseBytes(BOM) >>> 16) {
      throw new SgfException(
          name + ": is UTF-16; expected an encoding in which ASCII is one byte, such as UTF-8");
    }
  }
}
