package org.tengen.corpus.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.vocabulary.Vocabulary;

class EncodedCorpusTest {
  @TempDir Path folder;

  private final Recipe recipe =
      new Recipe(Tokenizer.named("words"), 1, 1000, new Split(7, 0.25, 3));

  private EncodedCorpus encode(Path text, String name) throws IOException {
    return EncodedCorpus.encode(Corpora.local(text.toString()), recipe, folder.resolve(name));
  }

  private static String line(int number) {
    return "Line " + number + ", of course.\n";
  }

  private Path lines(String name, int from, int to) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int number = from; number < to; number++) {
      text.append(line(number));
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static List<String> words(Vocabulary vocabulary, Tokens tokens) {
    List<String> words = new ArrayList<>();
    for (long at = 0; at < tokens.size(); at++) {
      words.add(vocabulary.word(tokens.at(at)));
    }
    return words;
  }

  /**
   * With this seed records 0, 2 and 4 of the first seven are held out; 1, 3, 5, 6 go to lanes 0, 0,
   * 1, 2.
   */
  @Test
  void dealsEachRecordToItsLaneOrValidation() throws IOException {
    EncodedCorpus corpus = encode(lines("text/a", 0, 7), "out");
    Vocabulary vocabulary = corpus.vocabulary();
    assertThat(words(vocabulary, corpus.lanes().get(0)))
        .containsExactly(
            "line", "1", ",", "of", "course", ".", "</s>", //
            "line", "3", ",", "of", "course", ".", "</s>");
    assertThat(words(vocabulary, corpus.lanes().get(1)))
        .containsExactly("line", "5", ",", "of", "course", ".", "</s>");
    assertThat(words(vocabulary, corpus.lanes().get(2)))
        .containsExactly("line", "6", ",", "of", "course", ".", "</s>");
    assertThat(words(vocabulary, corpus.validation()))
        .startsWith("line", "<unk>", ",", "of", "course", ".", "</s>", "line", "<unk>")
        .hasSize(21);
    assertThat(vocabulary.count(Vocabulary.END)).isEqualTo(4);
  }

  @Test
  void makesTheSameBytesOfOneFileAndOfFifty() throws IOException {
    lines("one/all", 0, 500);
    for (int piece = 0; piece < 50; piece++) {
      lines("fifty/%02d".formatted(piece), piece * 10, piece * 10 + 10);
    }
    encode(folder.resolve("one"), "a");
    encode(folder.resolve("fifty"), "b");
    for (String file : List.of("lane-0", "lane-1", "lane-2", "validation")) {
      assertThat(folder.resolve("a/" + file)).hasSameBinaryContentAs(folder.resolve("b/" + file));
    }
  }

  @Test
  void refusesToLeaveALaneWithoutText() {
    assertThatThrownBy(() -> encode(lines("text/a", 0, 6), "out"))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith("workers=3: lane 2 gets none of the 6 records of corpus=");
  }

  @Test
  void saysThatThereIsNoTextAndLeavesNoPartition() throws IOException {
    Path blank = folder.resolve("blank");
    Files.writeString(blank, "\n \n");
    assertThatThrownBy(() -> encode(blank, "out"))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "corpus=%s: no text in it; expected at least one line that is not blank", blank);
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
