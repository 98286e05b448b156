package org.tengen.go.sgf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SgfRoundTripTest {
  private static final String TEXT = "ab Z09[]\\:;()\n\t\r.,äß天元表ソ\u2028";

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsWrittenIsReadAgain(long seed) {
    Random random = new Random(seed);
    List<GameTree> trees = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      trees.add(GameTree.of(tree(random, 1 + random.nextInt(300))));
    }
    List<GameTree> again = new SgfReader().read(SgfWriter.write(trees), "again.sgf");
    assertThat(again).hasSameSizeAs(trees);
    for (int i = 0; i < trees.size(); i++) {
      assertThat(Trees.lines(again.get(i))).isEqualTo(Trees.lines(trees.get(i)));
    }
    assertThat(SgfWriter.write(again)).isEqualTo(SgfWriter.write(trees));
  }

  /** Each node follows one that was made before, mostly the last. */
  private static Node tree(Random random, int count) {
    List<Node> nodes = new ArrayList<>(List.of(node(random)));
    while (nodes.size() < count) {
      boolean goesOn = random.nextInt(10) < 7;
      Node before = nodes.get(goesOn ? nodes.size() - 1 : random.nextInt(nodes.size()));
      nodes.add(before.add(node(random)));
    }
    return nodes.get(0);
  }

  private static Node node(Random random) {
    Node node = new Node();
    for (int i = random.nextInt(4); i > 0; i--) {
      String[] values = new String[1 + random.nextInt(3)];
      for (int v = 0; v < values.length; v++) {
        values[v] = SgfText.raw(text(random));
      }
      node.add(
          Property.of(List.of("B", "C", "KGSDE", "AddBlack", "x1").get(random.nextInt(5)), values));
    }
    return node;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(TEXT.charAt(random.nextInt(TEXT.length())));
    }
    return text.toString();
  }

  @Test
  void linesAreBrokenBetweenPropertiesAndWithinNone() {
    Node root = new Node();
    for (int i = 0; i < 30; i++) {
      root.add(Property.of("AB", "aa", "b\nb"));
    }
    String text = new String(SgfWriter.write(List.of(GameTree.of(root))), StandardCharsets.UTF_8);
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    Node again = Trees.read(text).root();
    assertThat(again.properties()).isEqualTo(root.properties());
  }

  @Test
  void variationsBeginLinesOfTheirOwn() {
    GameTree tree = Trees.read("(;GM[1](;B[aa];W[bb])(;B[cc]))");
    assertThat(new String(SgfWriter.write(List.of(tree, tree)), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            (;GM[1]
            (;B[aa];W[bb])
            (;B[cc]))
            (;GM[1]
            (;B[aa];W[bb])
            (;B[cc]))
            """);
  }

  @Test
  void refusesTextThatTheEncodingHasNoBytesFor() {
    Node root = new Node().add(Property.text("C", "天"));
    GameTree tree = new GameTree(root, StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> SgfWriter.write(List.of(tree)))
        .hasMessage(
            "charset=ISO-8859-1: has no bytes for some of the record's text; expected a tree in"
                + " UTF-8");
  }

  @Test
  void refusesPropertiesThatCouldNotBeReadAgain() {
    assertThatThrownBy(() -> Property.of("1B", "aa"))
        .hasMessage("property=1B: expected a name of letters and digits, a letter first");
    assertThatThrownBy(() -> Property.of("C", "a]b"))
        .hasMessage("property=C[a]b]: expected a backslash before each ] and \\");
    assertThatThrownBy(() -> Property.of("C"))
        .hasMessage("property=C: has no value; expected one, maybe empty");
  }
}
