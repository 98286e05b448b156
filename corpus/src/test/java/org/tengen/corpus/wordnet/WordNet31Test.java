package org.tengen.corpus.wordnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.text.RecordReader;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;

class WordNet31Test {
  @Test
  void cutsAGlossIntoDefinitionsAndExamples() {
    assertThat(
            Gloss.sentences(
                "00206006 30 v 02 turn_around 0 | improve significantly; go from bad to good; "
                    + "\"Her performance in school picked up\"  "))
        .containsExactly(
            "improve significantly", "go from bad to good", "Her performance in school picked up");
  }

  @Test
  void keepsWhatStandsWithinQuotesTogether() {
    assertThat(Gloss.sentences("x | a; \"he came; he saw\"; \"b\"- C. Doren;; \"\" ; "))
        .containsExactly("a", "he came; he saw", "\"b\"- C. Doren");
  }

  @Test
  void findsNoSentenceInTheLicence() {
    assertThat(Gloss.sentences("  1 This software and database is being provided to you"))
        .isEmpty();
  }

  @Test
  void hasTheSentencesOfAllPartsOfSpeech() {
    TextSource wordnet = Corpora.local("wordnet31");
    assertThat(wordnet.files())
        .extracting(TextFile::name)
        .containsExactly("adj", "adv", "noun", "verb");
    long records = 0;
    for (TextFile file : wordnet.files()) {
      assertThat(file.bytes()).isGreaterThan(100_000);
      records += RecordReader.open(wordnet, file).count();
    }
    assertThat(records).isEqualTo(184_559);
  }

  @Test
  void startsWithTheFirstAdjectiveAndReadsTheSameFromAFile(@TempDir Path folder)
      throws IOException {
    TextSource wordnet = new WordNet31();
    try (InputStream in = wordnet.open("adj")) {
      Files.copy(in, folder.resolve("adj.txt"));
    }
    TextSource copy = Corpora.local(folder.resolve("adj.txt").toString());
    try (RecordReader built = RecordReader.open(wordnet, wordnet.files().get(0));
        RecordReader copied = RecordReader.open(copy, copy.files().get(0))) {
      assertThat(built.next()).isEqualTo(copied.next()).startsWith("(usually followed by `to')");
      assertThat(built.next()).isEqualTo(copied.next()).isEqualTo("able to swim");
    }
  }

  @Test
  void saysThatAFileIsNotThere() {
    assertThatThrownBy(() -> new WordNet31().open("pronoun"))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("data.pronoun is not on the class path");
  }
}
