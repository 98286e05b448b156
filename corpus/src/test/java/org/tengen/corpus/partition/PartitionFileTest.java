package org.tengen.corpus.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.CorpusException;

class PartitionFileTest {
  @TempDir Path folder;

  private PartitionFile write(Path file, int[]... sentences) throws IOException {
    try (PartitionWriter writer = new PartitionWriter(file, 100)) {
      for (int i = 0; i < sentences.length; i++) {
        writer.add(i * 3L, sentences[i]);
      }
      return writer.finish();
    }
  }

  private static int[] all(Tokens tokens) {
    return LongStream.range(0, tokens.size()).mapToInt(tokens::at).toArray();
  }

  @Test
  void endsEachSentenceAndLeavesOutThoseWithoutAToken() throws IOException {
    PartitionFile file =
        write(folder.resolve("new/p0"), new int[] {5, 1, 7}, new int[0], new int[] {99});
    assertThat(all(file)).containsExactly(5, 1, 7, 0, 99, 0);
    assertThat(file.sentences()).isEqualTo(2);
    assertThat(file.vocabularySize()).isEqualTo(100);
  }

  @Test
  void writesLittleEndianIntegersBehindAHeaderOf64Bytes() throws IOException {
    Path path = folder.resolve("p0");
    write(path, new int[] {5, 99});
    byte[] bytes = Files.readAllBytes(path);
    assertThat(new String(bytes, 0, 8, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("TENGENTK");
    assertThat(Arrays.copyOfRange(bytes, 64, bytes.length))
        .containsExactly(5, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void readsAcrossMappings() throws IOException {
    Path path = folder.resolve("p0");
    int[] sentence = IntStream.range(3, 90).toArray();
    int[] expected = all(write(path, sentence, sentence));
    assertThat(all(PartitionFile.open(path, 2))).isEqualTo(expected).hasSize(176);
    assertThat(all(PartitionFile.open(path, 4))).isEqualTo(expected); // 176 = 11 * 16
  }

  @Test
  void writesMoreThanItsBuffer() throws IOException {
    int[] sentence = new int[50_000];
    Arrays.fill(sentence, 42);
    PartitionFile file = write(folder.resolve("p0"), sentence);
    assertThat(file.size()).isEqualTo(50_001);
    assertThat(file.at(49_999)).isEqualTo(42);
    assertThat(file.at(50_000)).isEqualTo(0);
  }

  @Test
  void holdsAnEmptyPartition() throws IOException {
    assertThat(write(folder.resolve("p0")).size()).isEqualTo(0);
  }

  @Test
  void givesTheSameRecordsTheSameBytes() throws IOException {
    write(folder.resolve("a"), new int[] {5, 6}, new int[] {7});
    write(folder.resolve("b"), new int[] {5, 6}, new int[] {7});
    assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
  }

  @Test
  void noticesAFileCutOffAtAnyByte() throws IOException {
    write(folder.resolve("p0"), new int[] {5, 6, 7});
    byte[] whole = Files.readAllBytes(folder.resolve("p0"));
    Path cut = folder.resolve("cut");
    for (int length = 0; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PartitionFile.open(cut))
          .isInstanceOf(CorpusException.class)
          .hasMessageStartingWith("partition=" + cut + ": ");
    }
  }

  @Test
  void noticesAnyBitThatChanged() throws IOException {
    write(folder.resolve("p0"), new int[] {5, 6, 7});
    byte[] whole = Files.readAllBytes(folder.resolve("p0"));
    Path damaged = folder.resolve("damaged");
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] bytes = whole.clone();
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(damaged, bytes);
      assertThatThrownBy(() -> PartitionFile.open(damaged)).isInstanceOf(CorpusException.class);
    }
  }

  @Test
  void tellsWhatIsNoPartitionFromADamagedOne() throws IOException {
    Path text = folder.resolve("text");
    Files.writeString(text, "No partition, however long it may be. ".repeat(3));
    assertThatThrownBy(() -> PartitionFile.open(text))
        .hasMessage(
            "partition=%s: 114 bytes do not start as a partition does; expected a whole partition"
                + " file, encode it again",
            text);
  }

  @Test
  void leavesNothingBehindWhenItIsNotFinished() throws IOException {
    Path file = folder.resolve("p0");
    try (PartitionWriter writer = new PartitionWriter(file, 100)) {
      writer.add(0, new int[] {5});
      assertThat(file).doesNotExist();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void takesThePlaceOfAnOlderFile() throws IOException {
    Path file = folder.resolve("p0");
    PartitionFile old = write(file, new int[] {5});
    assertThat(all(write(file, new int[] {6}))).containsExactly(6, 0);
    assertThat(all(old)).containsExactly(5, 0);
  }

  @Test
  void refusesRecordsOutOfOrderAndIdsThatAreNoWords() throws IOException {
    try (PartitionWriter writer = new PartitionWriter(folder.resolve("p0"), 100)) {
      writer.add(4, new int[] {5});
      assertThatThrownBy(() -> writer.add(4, new int[] {5}))
          .hasMessage("record 4 after record 4: expected ascending numbers");
      for (int id : new int[] {-1, 0, 2, 100}) {
        assertThatThrownBy(() -> writer.add(100 + id, new int[] {id}))
            .hasMessageContaining("has token " + id + ": expected a word or unknown, below 100");
      }
    }
  }
}
