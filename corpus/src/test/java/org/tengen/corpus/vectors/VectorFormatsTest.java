package org.tengen.corpus.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.corpus.CorpusException;

class VectorFormatsTest {
  private static final WordVectors TWO =
      new WordVectors(
          3,
          List.of("caf\u00e9", "\u5929\u5143"),
          List.of(new float[] {0.1f, -2, 3e-8f}, new float[] {1, 0, 1.5f}));

  private static byte[] binary() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TWO.writeBinary(out);
    return out.toByteArray();
  }

  private static WordVectors text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return WordVectors.readText(new ByteArrayInputStream(bytes), "v.txt");
  }

  private static void assertSame(WordVectors read) {
    assertThat(List.of(read.word(0), read.word(1))).containsExactly("caf\u00e9", "\u5929\u5143");
    assertThat(read.vector(0)).containsExactly(0.1f, -2, 3e-8f);
    assertThat(read.vector(1)).containsExactly(1, 0, 1.5f);
  }

  @Test
  void textIsAHeaderAndALineAWord() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TWO.writeText(out);
    String written = out.toString(StandardCharsets.UTF_8);
    assertThat(written).isEqualTo("2 3\ncaf\u00e9 0.1 -2.0 3.0E-8\n\u5929\u5143 1.0 0.0 1.5\n");
    assertSame(text(written));
    // word2vec itself has a space at the end of each line
    assertSame(text("2 3\r\ncaf\u00e9 0.1 -2 3e-08 \r\n\u5929\u5143 1 0 1.5 \r\n\r\n"));
  }

  @Test
  void binaryIsAWordASpaceAndLittleEndianFloats() throws IOException {
    byte[] bytes = binary();
    assertThat(bytes).hasSize(4 + 6 + 12 + 1 + 7 + 12 + 1);
    assertThat(Arrays.copyOf(bytes, 14))
        .containsExactly(
            '2', ' ', '3', '\n', 'c', 'a', 'f', 0xc3, 0xa9, ' ', 0xcd, 0xcc, 0xcc, 0x3d);
    assertSame(WordVectors.readBinary(new ByteArrayInputStream(bytes), "v.bin"));
  }

  @Test
  void binaryWithoutNewlinesIsReadAsWell() throws IOException {
    byte[] bytes = binary();
    byte[] without = new byte[bytes.length - 2];
    System.arraycopy(bytes, 0, without, 0, 22);
    System.arraycopy(bytes, 23, without, 22, 19);
    assertSame(WordVectors.readBinary(new ByteArrayInputStream(without), "v.bin"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | is '2'; expected the number of words, a space and floats of each (1 to 65536)",
        "-1 3 | is '-1 3'; expected the number of words, a space and floats of each (1 to 65536)",
        "many 3 | is 'many 3'; expected the number of words, a space and floats of each (1 to 65536)",
      })
  void aFirstLineThatIsNoHeaderIsRefused(String line, String message) {
    assertThatThrownBy(() -> text(line + "\n"))
        .isInstanceOf(CorpusException.class)
        .hasMessage("vectors=v.txt: line 1 " + message);
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> WordVectors.readBinary(new ByteArrayInputStream(bytes), "v.bin"))
        .hasMessage("vectors=v.bin: line 1 " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "2 1;a 1|ends after line 2; expected 2 words, there are 1",
        "1 1;a 1;b 1|line 3 is one more than the 1 words that line 1 tells of",
        "1 2;a 1|line 2 has 1 numbers; expected 2",
        "1 2;a|line 2 starts with the word ''; expected a word that was not there before",
        "2 1;a 1;a 1|line 3 starts with the word 'a'; expected a word that was not there before",
        "1 2;a 1 x|line 2, number 2 is 'x'; expected a finite number",
        "1 2;a NaN 1|line 2, number 1 is 'NaN'; expected a finite number",
      })
  void whatIsWrongInATextIsSaidWithItsLine(String lines, String message) {
    assertThatThrownBy(() -> text(lines.replace(';', '\n') + "\n"))
        .isInstanceOf(CorpusException.class)
        .hasMessage("vectors=v.txt: " + message);
  }

  @Test
  void aTextThatIsCutWithinItsLastNumberIsRefused() {
    assertThatThrownBy(() -> text("1 2\na 0.125 0.2"))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "vectors=v.txt: line 2 has no end, as in a file that is cut short; expected the whole"
                + " file");
  }

  @Test
  void aTextWithoutLinesIsRefusedBeforeAllOfItIsRead() {
    assertThatThrownBy(() -> text("x".repeat(50)))
        .hasMessage(
            "vectors=v.txt: line 1 has more than 40 characters; expected word2vec's text format");
    assertThatThrownBy(() -> text("1 2\n" + "y".repeat(10_100)))
        .hasMessage(
            "vectors=v.txt: line 2 has more than 10064 characters; expected word2vec's text format");
  }

  @Test
  void aTextThatIsNotUtf8IsRefused() {
    byte[] bytes = {'1', ' ', '1', '\n', (byte) 0xff, ' ', '1', '\n'};
    assertThatThrownBy(() -> WordVectors.readText(new ByteArrayInputStream(bytes), "v.txt"))
        .hasMessageStartingWith("vectors=v.txt: is not UTF-8 behind line ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 | ends at byte 3, within line 1; expected the whole file",
        "7 | ends at byte 7, within word 1 of 2; expected the whole file",
        "12 | ends at byte 12, within word 1 of 2; expected the whole file",
        "26 | ends at byte 26, within word 2 of 2; expected the whole file",
        "41 | ends at byte 41, within word 2 of 2; expected the whole file",
      })
  void aFileCutShortIsRefusedWithTheByte(int length, String message) throws IOException {
    byte[] bytes = Arrays.copyOf(binary(), length);
    assertThatThrownBy(() -> WordVectors.readBinary(new ByteArrayInputStream(bytes), "v.bin"))
        .isInstanceOf(CorpusException.class)
        .hasMessage("vectors=v.bin: " + message);
  }

  @Test
  void whatIsWrongInABinaryIsSaidWithItsByte() throws IOException {
    byte[] longer = Arrays.copyOf(binary(), 45);
    longer[44] = 'x';
    assertThatThrownBy(() -> WordVectors.readBinary(new ByteArrayInputStream(longer), "v.bin"))
        .hasMessage("vectors=v.bin: goes on at byte 43 behind the 2 words that line 1 tells of");
    byte[] infinite = binary();
    infinite[16] = (byte) 0x80;
    infinite[17] = (byte) 0x7f;
    infinite[14] = 0;
    infinite[15] = 0;
    assertThatThrownBy(() -> WordVectors.readBinary(new ByteArrayInputStream(infinite), "v.bin"))
        .hasMessage("vectors=v.bin: word 1 of 2 has Infinity at byte 14; expected a finite number");
    byte[] text = ("1 1\n" + "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> WordVectors.readBinary(new ByteArrayInputStream(text), "v.bin"))
        .hasMessage(
            "vectors=v.bin: word 1 of 1 does not end by byte 10005; expected word2vec's binary format");
  }

  @Test
  void aWordWithASpaceIsNotWritten() {
    WordVectors one = new WordVectors(1, List.of("a b"), List.of(new float[] {1}));
    assertThatThrownBy(() -> one.writeText(new ByteArrayOutputStream()))
        .hasMessage(
            "word 'a b' cannot be in a file of vectors: expected one without a space or the end of"
                + " a line");
  }

  @Test
  void aFilesBytesTellItsFormat() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    TWO.writeText(text);
    assertSame(WordVectors.read(new ByteArrayInputStream(text.toByteArray()), "v"));
    assertSame(WordVectors.read(new ByteArrayInputStream(binary()), "v"));
    byte[] cut = Arrays.copyOf(binary(), 30);
    assertThatThrownBy(() -> WordVectors.read(new ByteArrayInputStream(cut), "v"))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith("vectors=v: ends at byte 30, within word 2 of 2");
  }

  @Test
  void aWriterRefusesMoreWordsThanItToldOfAndFewer() throws IOException {
    VectorWriter writer =
        new VectorWriter(new ByteArrayOutputStream(), VectorWriter.Format.TEXT, 1, 2);
    assertThatThrownBy(writer::finish).hasMessage("0 words of 1 were written");
    assertThatThrownBy(() -> writer.add("a", new float[3]))
        .hasMessage(
            "word 1 of 1 with 3 floats: expected at most as many words, each with 2 floats");
    writer.add("a", new float[2]);
    writer.finish();
    assertThatThrownBy(() -> writer.add("b", new float[2])).hasMessageContaining("word 2 of 1");
  }
}
