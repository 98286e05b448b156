package org.tengen.corpus.text;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.CorpusException;

class LocalTextTest {
  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  static List<String> records(TextSource source) throws IOException {
    List<String> records = new ArrayList<>();
    for (TextFile file : source.files()) {
      try (RecordReader reader = RecordReader.open(source, file)) {
        for (String text = reader.next(); text != null; text = reader.next()) {
          records.add(text);
        }
      }
    }
    return records;
  }

  @Test
  void listsAFolderInNameOrderWithoutHiddenFilesAndMarkers() throws IOException {
    write("b/2.txt", "");
    write("b/10.txt", "ten");
    write("a.txt", "");
    write("_SUCCESS", "");
    write(".crc", "");
    write("_temporary/x.txt", "");
    write("b/.hidden/x.txt", "");
    assertThat(new LocalText(folder).files())
        .containsExactly(
            new TextFile("a.txt", 0), new TextFile("b/10.txt", 3), new TextFile("b/2.txt", 0));
  }

  @Test
  void readsTheSameRecordsFromOneFileAndFromPieces() throws IOException {
    write("whole/all.txt", "one\n\ntwo\nthree\nfour\n");
    write("pieces/1", "one\n");
    write("pieces/2", "");
    write("pieces/3", "\ntwo");
    write("pieces/4/a", "three\nfour");
    List<String> whole = records(new LocalText(folder.resolve("whole/all.txt")));
    assertThat(whole).containsExactly("one", "two", "three", "four");
    assertThat(records(new LocalText(folder.resolve("pieces")))).isEqualTo(whole);
  }

  @Test
  void saysInOneLineThatNothingIsThere() {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> new LocalText(nowhere).files())
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "corpus=%s: no such file or folder; expected text, a folder of it, or wordnet31",
            nowhere);
  }

  @Test
  void saysInOneLineThatAFolderHasNoFile() throws IOException {
    write("_SUCCESS", "");
    assertThatThrownBy(() -> new LocalText(folder).files())
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "corpus=%s: no text in it; expected at least one line that is not blank", folder);
  }

  @Test
  void namesTheWholePathOfAFileThatIsNotText() throws IOException {
    Files.write(folder.resolve("bad"), new byte[] {(byte) 0xFF});
    assertThatThrownBy(() -> records(new LocalText(folder)))
        .hasMessageStartingWith("corpus=" + folder + "/bad: line 1, byte 0 (0xff)");
    assertThatThrownBy(() -> records(new LocalText(folder.resolve("bad"))))
        .hasMessageStartingWith("corpus=" + folder + "/bad: line 1, byte 0 (0xff)");
  }

  @Test
  void travelsToTheTaskThatReadsIt() throws IOException, ClassNotFoundException {
    write("a", "one\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new LocalText(folder));
      out.writeObject(new TextFile("a", 4));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      TextSource source = (TextSource) in.readObject();
      assertThat(RecordReader.open(source, (TextFile) in.readObject()).count()).isEqualTo(1);
    }
  }
}
