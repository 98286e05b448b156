package org.tengen.go.sgf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SgfReaderTest {
  @Test
  void readsVariationsInTheirOrder() {
    GameTree tree = Trees.read("(;GM[1](;B[aa];W[bb](;B[cc])(;B[dd]))\n (;B[ee]))");
    assertThat(Trees.lines(tree))
        .containsExactly("2;GM[1]", "1;B[aa]", "2;W[bb]", "0;B[cc]", "0;B[dd]", "0;B[ee]");
    assertThat(tree.mainLine().stream().map(Node::toString))
        .containsExactly(";GM[1]", ";B[aa]", ";W[bb]", ";B[cc]");
  }

  @Test
  void keepsWhatItDoesNotKnowInOrderAndRaw() {
    Node root = Trees.read("(;ZZ[1][2\\]3] C [a:\\:b]\n[ ]KGSDE1[x];)").root();
    assertThat(root.properties())
        .containsExactly(
            Property.of("ZZ", "1", "2\\]3"),
            Property.of("C", "a:\\:b", " "),
            Property.of("KGSDE1", "x"));
    assertThat(root.children()).hasSize(1);
    assertThat(root.children().get(0).properties()).isEmpty();
  }

  @Test
  void bracketsWithinValuesAreText() {
    assertThat(Trees.read("(;C[(;)[];N[x])").root().toString()).isEqualTo(";C[(;)[]");
  }

  @Test
  void smallLettersInNamesDoNotCount() {
    Node root = Trees.read("(;SiZe[9]AddBlack[aa]White[bb]b[cc])").root();
    assertThat(root.properties().stream().map(Property::name))
        .containsExactly("SZ", "AB", "W", "B");
    assertThat(root.properties().get(1).spelling()).isEqualTo("AddBlack");
  }

  @Test
  void aPropertyThatIsRepeatedKeepsAllValues() {
    Node root = Trees.read("(;AB[aa]C[x]AB[bb][cc])").root();
    assertThat(root.values("AB")).containsExactly("aa", "bb", "cc");
    assertThat(root.property("AB")).hasValue(Property.of("AB", "aa"));
    assertThat(root.values("AW")).isEmpty();
  }

  @Test
  void skipsWhatStandsAroundGameTrees() {
    List<GameTree> trees = Trees.all("From: someone (at home)\n\n(;C[one])\n-- \n( ;C[two]) (end)");
    assertThat(trees).hasSize(2);
    assertThat(trees.get(1).root().toString()).isEqualTo(";C[two]");
  }

  @Test
  void theOldestFilesLeaveOutTheFirstSemicolon() {
    assertThat(Trees.lines(Trees.read("(GM[1]SZ[9];B[aa])")))
        .containsExactly("1;GM[1]SZ[9]", "0;B[aa]");
  }

  @Test
  void skipsTheMarkOfUtf8() {
    assertThat(Trees.read("\ufeff(;C[\u5929])").root().toString()).isEqualTo(";C[\u5929]");
  }

  @ParameterizedTest
  @CsvSource({
    "Shift_JIS, 表\\]示ソ",
    "SJIS, 表\\]示ソ",
    "GB2312, 围棋",
    "gb, 囲碁围棋",
    "GBK, 乗\\]俓",
    "Big5, 許功\\]蓋",
    "EUC-KR, 바둑\\]",
    "EUC-JP, 囲碁\\]",
    "UTF-8, 表ソ바둑\\]",
    "ISO-8859-1, Müller\\]",
    "windows-1252, „Müller“\\]"
  })
  void readsTheEncodingThatTheTreeNames(String name, String raw) {
    Charset charset = SgfCharset.named(name).orElseThrow().charset();
    byte[] bytes = ("(;C[" + raw + "]CA[" + name + "]PB[" + raw + "];B[aa])").getBytes(charset);
    GameTree tree = new SgfReader().read(bytes, "test.sgf").get(0);
    assertThat(tree.root().values("C")).containsExactly(raw);
    assertThat(tree.root().values("PB")).containsExactly(raw);
    assertThat(SgfWriter.write(List.of(tree))).isEqualTo(withLineEnd(bytes));
  }

  private static byte[] withLineEnd(byte[] bytes) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[bytes.length] = '\n';
    return longer;
  }

  @Test
  void everyTreeOfAFileHasItsOwnEncoding() {
    byte[] japanese = "(;CA[Shift_JIS]C[表])".getBytes(Charset.forName("windows-31j"));
    byte[] unnamed = "(;C[天])".getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(japanese, japanese.length + unnamed.length);
    System.arraycopy(unnamed, 0, both, japanese.length, unnamed.length);
    List<GameTree> trees = new SgfReader().read(both, "test.sgf");
    assertThat(trees.get(0).root().values("C")).containsExactly("表");
    assertThat(trees.get(1).root().values("C")).containsExactly("天");
  }

  @Test
  void withoutANameItIsUtf8IfItCanBeAndElseLatin1() {
    byte[] latin = "(;C[Müller];B[aa])".getBytes(StandardCharsets.ISO_8859_1);
    GameTree tree = new SgfReader().read(latin, "test.sgf").get(0);
    assertThat(tree.root().values("C")).containsExactly("Müller");
    assertThat(tree.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
    assertThat(Trees.read("(;C[Müller])").charset()).isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void bytesThatAreNotOfTheNamedEncodingAreNotLost() {
    byte[] bytes = "(;CA[UTF-8]C[M\u00fcller])\n".getBytes(StandardCharsets.ISO_8859_1);
    List<GameTree> trees = new SgfReader().read(bytes, "test.sgf");
    assertThat(trees.get(0).root().values("C")).containsExactly("Müller");
    assertThat(SgfWriter.write(trees)).isEqualTo(bytes);
  }

  @Test
  void bracketsThatWereEscapedByteByByteAreFoundToo() {
    // In Big5 this character's second byte is a backslash, and the next one's a closing bracket.
    byte[] text = "(;CA[Big5]C[a\u00a5\\\\\u00a6\\]b];B[aa])".getBytes(StandardCharsets.ISO_8859_1);
    GameTree tree = new SgfReader().read(text, "test.sgf").get(0);
    assertThat(tree.mainLine()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(;B[aa | test.sgf: line 1, byte 7: the file ends within the value of B that begins at line"
            + " 1, byte 4; expected ]",
        "(;B[aa]~;C[x\\ | test.sgf: line 2, byte 14: the file ends within the value of C that"
            + " begins at line 2, byte 11; expected ]",
        "(;B[aa];W | test.sgf: line 1, byte 10: the file ends within property W that begins at line"
            + " 1, byte 9; expected [",
        "(;B[aa](;W[bb] | test.sgf: line 1, byte 15: the file ends within the game tree that begins"
            + " at line 1, byte 1; expected )",
        "(;B[aa]~~(;W[bb])x) | test.sgf: line 3, byte 18: found 'x'; expected ; ( or )",
        "(;B(;W[bb])) | test.sgf: line 1, byte 4: found '(' behind property B; expected [",
        "(;B[aa]()) | test.sgf: line 1, byte 9: a game tree without a node; expected ;",
        "(;B[aa]((;W[bb]))) | test.sgf: line 1, byte 9: a variation before the first node; expected"
            + " ;",
        "(;[aa]) | test.sgf: line 1, byte 3: found '['; expected ; ( or )",
        "(;CA[klingon]) | test.sgf: line 1, byte 1: CA[klingon]: expected an encoding that contains"
            + " ASCII, such as UTF-8, ISO-8859-1, Shift_JIS, GB18030, Big5 or EUC-KR",
        "(;CA[ISO-2022-JP]) | test.sgf: line 1, byte 1: CA[ISO-2022-JP]: expected an encoding that"
            + " contains ASCII, such as UTF-8, ISO-8859-1, Shift_JIS, GB18030, Big5 or EUC-KR",
        "nothing (at all) | test.sgf: no game tree in it; expected SGF, which begins with (;",
      })
  void saysWhereAFileIsWrongAndWhatWouldDo(String text, String message) {
    assertThatThrownBy(() -> Trees.all(text.replace('~', '\n')))
        .isInstanceOf(SgfException.class)
        .hasMessage(message);
  }

  @Test
  void linesEndInAnyOfTheFourWays() {
    assertThatThrownBy(() -> Trees.all("\r\n\r\r(;B[aa]\n!"))
        .hasMessage("test.sgf: line 5, byte 13: found '!'; expected ; ( or )");
  }

  @Test
  void refusesUtf16() {
    byte[] bytes = "\ufeff(;B[aa])".getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> new SgfReader().read(bytes, "test.sgf"))
        .hasMessage(
            "test.sgf: is UTF-16; expected an encoding in which ASCII is one byte, such as UTF-8");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 200_000})
  void variationsMayBeAsDeepAsAFileIsLong(int depth) {
    String text = "(;B[aa]".repeat(depth) + ";C[end]" + ")".repeat(depth);
    GameTree tree = Trees.read(text);
    assertThat(tree.mainLine()).hasSize(depth + 1);
    GameTree again = new SgfReader().read(SgfWriter.write(List.of(tree)), "again.sgf").get(0);
    assertThat(Trees.lines(again)).isEqualTo(Trees.lines(tree));
  }

  @Test
  void branchesWithinBranchesMayBeAsDeepToo() {
    String text = "(;B[aa](;W[bb])".repeat(100_000) + "(;C[end])" + ")".repeat(100_000);
    GameTree tree = Trees.read(text);
    GameTree again = new SgfReader().read(SgfWriter.write(List.of(tree)), "again.sgf").get(0);
    assertThat(Trees.lines(again)).isEqualTo(Trees.lines(tree)).hasSize(200_001);
  }

  @Test
  void hasLimits(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("big.sgf"), "(;B[aa];W[bb];B[cc])");
    assertThat(new SgfReader(new SgfLimits(20, 3)).read(file)).hasSize(1);
    assertThatThrownBy(() -> new SgfReader(new SgfLimits(19, 3)).read(file))
        .hasMessage(file + ": 20 bytes; expected at most 19");
    assertThatThrownBy(() -> new SgfReader(new SgfLimits(20, 2)).read(file))
        .hasMessage(file + ": line 1, byte 14: node 3; expected at most 2 nodes in a file");
  }

  @Test
  void theLimitOfNodesIsTheFiles(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("two.sgf"), "(;B[aa])(;B[aa];W[bb])");
    assertThatThrownBy(() -> new SgfReader(new SgfLimits(100, 2)).read(file))
        .hasMessage(file + ": line 1, byte 16: node 3; expected at most 2 nodes in a file");
  }
}
