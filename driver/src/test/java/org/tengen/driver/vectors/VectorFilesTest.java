package org.tengen.driver.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.vectors.WordVectors;

class VectorFilesTest {
  @TempDir private Path folder;

  private static WordVectors read(Path file) throws IOException {
    Configuration hadoop = new Configuration();
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    return VectorFiles.read(FileSystem.getLocal(hadoop).getRawFileSystem(), path, hadoop, "place");
  }

  private Path write(VectorFormat format, int words, int width) throws IOException {
    Path file = folder.resolve(format.file());
    try (OutputStream out = Files.newOutputStream(file);
        VectorSink sink = format.open(out, words, width)) {
      float[] vector = new float[width];
      for (int word = 0; word < words; word++) {
        for (int i = 0; i < width; i++) {
          vector[i] = word + i / 7f;
        }
        sink.add("w\u00e9" + word, vector);
      }
      sink.finish();
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void everyFormatIsReadBackToTheSameBitsAndToldByItsBytes(VectorFormat format) throws IOException {
    // more rows than fit into a group
    int words = 30_000;
    WordVectors vectors = read(Files.move(write(format, words, 200), folder.resolve("any")));
    assertThat(vectors.size()).isEqualTo(words);
    assertThat(vectors.width()).isEqualTo(200);
    assertThat(vectors.word(words - 1)).isEqualTo("w\u00e929999");
    assertThat(vectors.vector(words - 1)[199]).isEqualTo(29_999 + 199 / 7f);
    assertThat(vectors.vector(0)[1]).isEqualTo(1 / 7f);
  }

  @Test
  void aTableThatIsCutShortOrWasNotFinishedIsRefusedInOneLine() throws IOException {
    Path file = write(VectorFormat.PARQUET, 10, 3);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 20));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith("vectors=place: cannot be read as Parquet (")
        .hasMessageEndingWith("); expected a whole file");
    try (OutputStream out = Files.newOutputStream(file);
        VectorSink sink = VectorFormat.PARQUET.open(out, 2, 3)) {
      sink.add("a", new float[3]);
      assertThatThrownBy(() -> sink.add("b", new float[2]))
          .hasMessage("word 'b' with 2 floats: expected 3");
    }
    assertThatThrownBy(() -> read(file)).isInstanceOf(CorpusException.class);
  }

  private Path table(String schema, Object... cells) throws IOException {
    Path file = folder.resolve("made.parquet");
    MessageType type = MessageTypeParser.parseMessageType(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(type)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build()) {
      for (int i = 0; i < cells.length; i += 2) {
        Group row = new SimpleGroupFactory(type).newGroup().append("word", (String) cells[i]);
        for (float value : (float[]) cells[i + 1]) {
          row.append("vector", value);
        }
        writer.write(row);
      }
    }
    return file;
  }

  private static final String PLAIN =
      "message m { required binary word (UTF8); repeated float vector; }";

  @Test
  void otherWaysToWriteAListAreReadToo() throws IOException {
    WordVectors vectors = read(table(PLAIN, "a", new float[] {1, 2}, "b", new float[] {3, 4}));
    assertThat(vectors.vector(1)).containsExactly(3, 4);
  }

  @Test
  void rowsThatAreNoWordsVectorsAreNamed() throws IOException {
    float[] two = {1, 2};
    assertRefused(table(PLAIN, "a", two, "a", two), "row 2 has the word 'a'; expected a word that");
    assertRefused(table(PLAIN, "", two), "row 1 has the word ''; expected a word that");
    assertRefused(
        table(PLAIN, "a", two, "b", new float[] {1}), "row 2 has 1 floats; expected 2, as");
    assertRefused(table(PLAIN, "a", new float[0]), "row 1 has no vector, or one without a float");
    assertRefused(
        table(PLAIN, "a", new float[] {1, Float.NaN}), "row 1 has NaN at place 2; expected finite");
    assertRefused(table(PLAIN), "has no rows; expected a word and its vector in each");
    assertRefused(
        table("message m { required binary word (UTF8); repeated double vector; }"),
        "has no column vector of lists of float32, but [word, vector]; expected word, a text,");
  }

  private static void assertRefused(Path file, String part) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith("vectors=place: " + part);
  }
}
