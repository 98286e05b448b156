package org.tengen.corpus.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.vocabulary.Tokenizer;
import org.tengen.corpus.wordnet.WordNet31;

/** The figures that a network on {@code wordnet31} is held against: seed 1, 5 % held out. */
@Tag("simulation")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordNetBaselinesTest {
  private EncodedCorpus corpus;

  @BeforeAll
  void encode(@TempDir Path folder) throws IOException {
    corpus =
        EncodedCorpus.encode(
            new WordNet31(),
            new Recipe(Tokenizer.named("words"), 1, 10_000, new Split(1, 0.05, 4)),
            folder);
  }

  @Test
  void hasSoManySentencesAndTokens() {
    assertThat(corpus.lanes())
        .extracting(PartitionFile::size)
        .containsExactly(411_588L, 407_418L, 410_466L, 415_265L);
    assertThat(corpus.validation().size()).isEqualTo(84_317);
    assertThat(corpus.validation().sentences()).isEqualTo(9_074);
    assertThat(corpus.vocabulary().size()).isEqualTo(10_000);
    assertThat(corpus.vocabulary().unknownShare()).isEqualTo(0.0861, within(0.0001));
  }

  @Test
  void isHardForTheUnigramAndEasierForFiveWords() {
    Windows validation = new Windows(corpus.validation(), 5);
    int vocabulary = corpus.vocabulary().size();
    assertThat(Perplexity.of(new Unigram(corpus.vocabulary()), validation).value())
        .isEqualTo(427.57, within(0.01));
    assertThat(Perplexity.of(KneserNey.train(5, vocabulary, corpus.lanes()), validation).value())
        .isEqualTo(80.78, within(0.01));
  }
}
