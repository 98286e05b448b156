package org.tengen.corpus.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;

class TokenizerTest {
  private static List<String> words(String text) {
    return Tokenizer.named("words").tokens(text);
  }

  @Test
  void lowersAndCutsWordsNumbersAndPunctuation() {
    assertThat(words("The well-known \"Straße\" (1990s), No. 5!"))
        .containsExactly(
            "the", "well", "-", "known", "\"", "straße", "\"", "(", "1990s", ")", ",", "no", ".",
            "5", "!");
  }

  @Test
  void keepsAnApostropheBetweenLettersOnly() {
    assertThat(words("Don't, O’Clock 'tis dogs' 'quoted' ’"))
        .containsExactly("don't", ",", "o'clock", "'", "tis", "dogs", "'", "'", "quoted", "'", "'");
  }

  @Test
  void keepsNumbersTogetherButNotTheEndOfASentence() {
    assertThat(words("3.14 1,000,000. 1.a a.1 ..."))
        .containsExactly("3.14", "1,000,000", ".", "1", ".", "a", "a", ".", "1", ".", ".", ".");
  }

  @Test
  void composesAccentsHoweverTheyWereTyped() {
    assertThat(words("E\u0301TE\u0301")).containsExactly("été");
    assertThat(words("J\u030C X\u0302'y")).containsExactly("\u01F0", "x\u0302'y");
    assertThat(words("ΟΔΟΣ ПРИВЕТ")).containsExactly("οδος", "привет");
  }

  @Test
  void takesEachIdeographForAWord() {
    assertThat(words("天元です。カタカナ")).containsExactly("天", "元", "で", "す", "。", "カタカナ");
    assertThat(words("go9路盤 l'天")).containsExactly("go9", "路", "盤", "l", "'", "天");
    assertThat(words("か\u309Aき")).containsExactly("か\u309A", "き");
  }

  @Test
  void dropsSpacesAndWhatTakesNoPlace() {
    assertThat(words("\u00a0a\u200bb\u0000c\u3000d\t")).containsExactly("a", "b", "c", "d");
    assertThat(words(" \u00a0")).isEmpty();
    assertThat(words("😀x")).containsExactly("😀", "x");
  }

  @Test
  void cutsAtWhiteSpaceAlone() {
    assertThat(Tokenizer.named("whitespace").tokens(" The\u00a0cat's  mat.\n"))
        .containsExactly("The", "cat's", "mat.");
  }

  @Test
  void cutsIntoCharacters() {
    assertThat(Tokenizer.named("characters").tokens(" Ab \t😀 "))
        .containsExactly("A", "b", "▁", "😀");
  }

  @Test
  void namesTheTokenizersThereAre() {
    assertThatThrownBy(() -> Tokenizer.named("word"))
        .isInstanceOf(CorpusException.class)
        .hasMessage("tokenizer=word: expected one of characters, whitespace, words");
  }
}
