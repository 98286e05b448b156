package org.tengen.corpus.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;

class VocabularyTest {
  private static final Map<String, Long> COUNTS =
      Map.of("the", 9L, "a", 5L, "cat", 2L, "mat", 2L, "hat", 2L, "rat", 1L);

  private static final String TEXT =
      "tengen-vocabulary 1 6\n</s>\t4\n<unk>\t5\n<s>\t0\nthe\t9\na\t5\ncat\t2\n";

  private static VocabularyBuilder counted(long minCount, int maxSize) {
    VocabularyBuilder builder = new VocabularyBuilder(minCount, maxSize).addSentences(4);
    COUNTS.forEach((word, count) -> builder.add(new WordCount(word, count)));
    return builder;
  }

  private static List<String> words(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::word).toList();
  }

  private static Vocabulary read(String text) {
    try {
      return Vocabulary.read(new StringReader(text), "v.txt");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void ordersByCountThenWordAfterTheSpecialIds() {
    assertThat(words(counted(1, 100).build()))
        .containsExactly("</s>", "<unk>", "<s>", "the", "a", "cat", "hat", "mat", "rat");
  }

  @Test
  void leavesOutRareWordsAndCountsTheirTokensAsUnknown() {
    Vocabulary vocabulary = counted(2, 100).build();
    assertThat(vocabulary.id("rat")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(vocabulary.count(Vocabulary.UNKNOWN)).isEqualTo(1);
    assertThat(vocabulary.count(Vocabulary.END)).isEqualTo(4);
    assertThat(vocabulary.unknownShare()).isEqualTo(1.0 / 21);
  }

  @Test
  void keepsTheBestWhenThereAreTooManySpecialIdsIncluded() {
    Vocabulary vocabulary = counted(1, 6).build();
    assertThat(words(vocabulary)).containsExactly("</s>", "<unk>", "<s>", "the", "a", "cat");
    assertThat(vocabulary.count(Vocabulary.UNKNOWN)).isEqualTo(5);
    assertThat(vocabulary.ids(List.of("a", "hat", "the"))).containsExactly(4, 1, 3);
  }

  @Test
  void mergesBuildersInAnyOrderIntoTheSame() {
    VocabularyBuilder left = new VocabularyBuilder(2, 6).addSentences(1);
    VocabularyBuilder right = new VocabularyBuilder(2, 6).addSentences(3);
    left.add(new WordCount("mat", 2)).add(new WordCount("hat", 2));
    left.add(new WordCount("cat", 2)).add(new WordCount("the", 9));
    right.add(new WordCount("a", 5)).add(new WordCount("rat", 1));
    String oneWay = text(left.merge(right).build());
    assertThat(oneWay).isEqualTo(TEXT);
    assertThat(text(counted(2, 6).build())).isEqualTo(TEXT);
  }

  @Test
  void takesATokenSpelledLikeASpecialIdForUnknown() {
    Vocabulary vocabulary = counted(1, 100).add(new WordCount("</s>", 7)).build();
    assertThat(vocabulary.id("</s>")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(vocabulary.count(Vocabulary.UNKNOWN)).isEqualTo(7);
  }

  private static String text(Vocabulary vocabulary) {
    StringWriter out = new StringWriter();
    try {
      vocabulary.write(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString();
  }

  @Test
  void readsWhatItWrote() {
    assertThat(text(read(TEXT))).isEqualTo(TEXT);
    assertThat(read(TEXT).id("cat")).isEqualTo(5);
    assertThat(read(TEXT).count(3)).isEqualTo(9);
  }

  @Test
  void refusesATextCutOffAtAnyByte() {
    for (int length = 0; length < TEXT.length(); length++) {
      String cut = TEXT.substring(0, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(CorpusException.class)
          .hasMessageStartingWith("vocabulary=v.txt: starts with '");
    }
  }

  @Test
  void namesTheLineThatIsOutOfOrderOrNoCount() {
    for (String wrong :
        List.of(
            TEXT.replace("a\t5", "a\t10"),
            TEXT.replace("a\t5", "the\t5"),
            TEXT.replace("a\t5", "a\tfive"),
            TEXT.replace("a\t5", "a 5"),
            TEXT.replace("a\t5", "<s>\t5"),
            TEXT.replace("a\t5", "\t5"))) {
      assertThatThrownBy(() -> read(wrong))
          .isInstanceOf(CorpusException.class)
          .hasMessageMatching("vocabulary=v.txt: line [67] is .*");
    }
    assertThatThrownBy(() -> read(TEXT.replace("<unk>", "unk")))
        .hasMessage(
            "vocabulary=v.txt: line 3 is 'unk\t5'; expected a word, a tab and its count, most"
                + " frequent first");
  }

  @Test
  void saysThatNoWordIsFrequentEnough() {
    assertThatThrownBy(() -> counted(10, 100).build())
        .isInstanceOf(CorpusException.class)
        .hasMessage("min-count=10: no word is that frequent; expected a smaller count");
    assertThatThrownBy(() -> new VocabularyBuilder(0, 100)).hasMessageStartingWith("min-count=0:");
    assertThatThrownBy(() -> new VocabularyBuilder(1, 3)).hasMessageStartingWith("vocabulary=3:");
  }

  @Test
  void travelsWholeAndInTheMaking() throws IOException, ClassNotFoundException {
    VocabularyBuilder halfWay = new VocabularyBuilder(2, 6).addSentences(4);
    COUNTS.forEach((word, count) -> halfWay.add(new WordCount(word, count)));
    VocabularyBuilder arrived = (VocabularyBuilder) copy(halfWay);
    assertThat(text(arrived.add(new WordCount("an", 1)).build()))
        .isEqualTo(TEXT.replace("5\n<s>", "6\n<s>"));
    assertThat(((Vocabulary) copy(halfWay.build())).id("cat")).isEqualTo(5);
  }

  private static Object copy(Object original) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
