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
  void standardCutsAsUnicodeSaysAndDropsPunctuation() {
    assertThat(
            Tokenizer.named("standard")
                .tokens("The CAT's 3.14 well-known e-mail\u3001\u732b\u304c\uff01 \ud83d\ude00"))
        .containsExactly(
            "the",
            "cat's",
            "3.14",
            "well",
            "known",
            "e",
            "mail",
            "\u732b",
            "\u304c",
            "\ud83d\ude00");
    assertThat(Tokenizer.named("standard").tokens("x".repeat(300)))
        .containsExactly("x".repeat(255), "x".repeat(45));
  }

  @Test
  void japaneseCutsWordsAfterNormalising() {
    assertThat(
            Tokenizer.named("japanese")
                .tokens(
                    "\u732b\u306f\uff76\uff9e\uff97\uff7d\u3092\u898b\u305f\u3002\u3000\uff21\uff22\uff23 \u2460"))
        .containsExactly(
            "\u732b",
            "\u306f",
            "\u30ac\u30e9\u30b9",
            "\u3092",
            "\u898b",
            "\u305f",
            "\u3002",
            "ABC",
            "1");
    assertThat(
            Tokenizer.named("japanese")
                .tokens("\u95a2\u897f\u56fd\u969b\u7a7a\u6e2f\u306b\u884c\u304f"))
        .containsExactly("\u95a2\u897f\u56fd\u969b\u7a7a\u6e2f", "\u306b", "\u884c\u304f");
    assertThat(Tokenizer.named("japanese").tokens("\u732b\r\n\u72ac\u0085\u200b\t\u725b"))
        .containsExactly("\u732b", "\u72ac", "\u200b", "\u725b");
  }

  @Test
  void aTokenizerOfLucenesGoesOnAfterATextWhoseTokensNobodyTook() {
    for (String name : List.of("standard", "japanese")) {
      Tokenizer tokenizer = Tokenizer.named(name);
      assertThatThrownBy(
              () ->
                  tokenizer.tokenize(
                      "one two",
                      token -> {
                        throw new IllegalStateException(token);
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(tokenizer.tokens("three four")).containsExactly("three", "four");
      assertThat(tokenizer.tokens("")).isEmpty();
    }
  }

  @Test
  void namesTheTokenizersThereAre() {
    assertThatThrownBy(() -> Tokenizer.named("word"))
        .isInstanceOf(CorpusException.class)
        .hasMessage(
            "tokenizer=word: expected one of words, whitespace, characters, standard, japanese");
  }
}
