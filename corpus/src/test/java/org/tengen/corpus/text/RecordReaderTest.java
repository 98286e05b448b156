package org.tengen.corpus.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;

class RecordReaderTest {
  private static final TextFile FILE = new TextFile("a.txt", 0);

  /** A source of one file that is these bytes. */
  private record Bytes(byte[] bytes, boolean shy) implements TextSource {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "mem";
    }

    @Override
    public List<TextFile> files() {
      return List.of(FILE);
    }

    @Override
    public InputStream open(String file) {
      InputStream in = new ByteArrayInputStream(bytes);
      return shy ? new Shy(in) : in;
    }
  }

  /** Gives a byte at a time and never says that there are more, as remote files may. */
  private static final class Shy extends FilterInputStream {
    Shy(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      return super.read(to, at, Math.min(1, length));
    }
  }

  private static List<String> records(byte[] bytes, boolean shy) {
    List<String> records = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(new Bytes(bytes, shy), FILE)) {
      for (String record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
      assertThat(reader.next()).isNull();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return records;
  }

  private static List<String> records(String text) {
    return records(text.getBytes(UTF_8), false);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Test
  void readsALineARecordWithAndWithoutANewlineAtTheEnd() {
    assertThat(records("one\ntwo\r\nthree")).containsExactly("one", "two", "three");
    assertThat(records("one\ntwo\n")).containsExactly("one", "two");
    assertThat(records("")).isEmpty();
  }

  @Test
  void leavesOutBlankLines() {
    assertThat(records("\n\n one\n \t\r\n\u3000\ntwo\n\n")).containsExactly(" one", "two");
  }

  @Test
  void dropsAByteOrderMarkAtTheStartOnly() {
    assertThat(records("\uFEFFone\n\uFEFFtwo")).containsExactly("one", "\uFEFFtwo");
    assertThat(records("\uFEFF")).isEmpty();
  }

  @Test
  void readsLinesLongerThanItsBuffer() {
    String longLine = "é".repeat(100_000);
    assertThat(records("a\n" + longLine + "\nb")).containsExactly("a", longLine, "b");
  }

  @Test
  void unpacksGzipOfSeveralMembersThoughTheFileSystemIsShy() {
    byte[] bytes = joined(gzip("one\ntw"), gzip("o\nthree\n"));
    assertThat(records(bytes, true)).containsExactly("one", "two", "three");
    assertThat(records(bytes, false)).containsExactly("one", "two", "three");
  }

  @Test
  void namesFileLineAndByteOfWhatIsNotUtf8() {
    byte[] latin = joined("ab\n\ncaf".getBytes(UTF_8), new byte[] {(byte) 0xE9, '\n', 'x'});
    assertThatThrownBy(() -> records(latin, false))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "corpus=mem/a.txt: line 3, byte 7 (0xe9) is not UTF-8; expected UTF-8 text, plain or"
                + " gzip, or bad-records=skip");
  }

  @Test
  void refusesOverlongFormsSurrogatesAndACharacterCutOff() {
    for (byte[] bad :
        List.of(
            new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {'a', (byte) 0xE2, (byte) 0x82})) {
      assertThatThrownBy(() -> records(bad, false))
          .isInstanceOf(CorpusException.class)
          .hasMessageContaining("corpus=mem/a.txt: line 1, byte ");
    }
  }

  @Test
  void countsPlacesInTheTextFarBehindTheFirstBuffer() {
    byte[] text = "0123456789abcde\n".repeat(10_000).getBytes(UTF_8);
    byte[] bad = joined(text, new byte[] {'a', (byte) 0xFF});
    assertThatThrownBy(() -> records(bad, false))
        .hasMessageContaining("line 10001, byte 160001 (0xff)");
  }

  @Test
  void saysWhenAGzipFileIsCutOffOrDamaged() {
    byte[] whole = gzip("one\ntwo\n".repeat(1000));
    byte[] damaged = whole.clone();
    damaged[damaged.length - 5] ^= 1;
    assertThatThrownBy(() -> records(Arrays.copyOf(whole, whole.length - 9), false))
        .isInstanceOf(CorpusException.class)
        .hasMessageMatching(
            "corpus=mem/a.txt: line \\d+, byte \\d+: the gzip file is cut short here; \\d+ whole lines"
                + " were read; expected a whole file, or bad-records=skip\\+truncated");
    assertThatThrownBy(() -> records(damaged, false))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("ZipException");
  }

  @Test
  void losesNothingOfAGzipFileThatIsCutAnywhere() {
    byte[] first = gzip("one\n".repeat(3));
    byte[] both = joined(first, gzip("two\n".repeat(3)));
    assertThat(records(both, false)).hasSize(6);
    for (int length = 2; length < both.length; length++) {
      byte[] cut = Arrays.copyOf(both, length);
      if (length == first.length) {
        assertThat(records(cut, false)).hasSize(3);
      } else {
        assertThatThrownBy(() -> records(cut, false))
            .as("cut after %d of %d bytes", length, both.length)
            .isInstanceOf(CorpusException.class)
            .hasMessageContaining("the gzip file is cut short here");
      }
    }
  }

  @Test
  void refusesWhatStandsBehindAGzipFile() {
    assertThatThrownBy(() -> records(joined(gzip("one\n"), "two\n".getBytes(UTF_8)), false))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("corpus=mem/a.txt: cannot be read (");
  }

  @Test
  void refusesALineWithoutEnd() {
    byte[] endless = new byte[RecordReader.LONGEST_LINE + 1];
    Arrays.fill(endless, (byte) 'a');
    assertThatThrownBy(() -> records(endless, false))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "corpus=mem/a.txt: line 1, byte 0: a line of more than 16777216 bytes; expected one"
                + " sentence a line, or bad-records=skip");
  }

  @Test
  void countsRecordsAsItReadsThem() {
    Bytes source = new Bytes("a\n\nb".getBytes(UTF_8), false);
    assertThat(RecordReader.open(source, FILE).count()).isEqualTo(2);
  }
}
