package org.tengen.go.sgf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SgfTextTest {
  @Test
  void aBackslashTakesTheMeaningOfTheNextCharacterAway() {
    assertThat(SgfText.text("a\\]b\\\\c\\:d\\e")).isEqualTo("a]b\\c:de");
  }

  @Test
  void aLineBreakBehindABackslashIsNone() {
    assertThat(SgfText.text("so\\\nft, \\\r\nso\\\rft, \\\n\rsoft")).isEqualTo("soft, soft, soft");
  }

  @Test
  void otherLineBreaksStayInTextAsOneCharacterEach() {
    assertThat(SgfText.text("a\nb\r\nc\rd\n\re\n\nf")).isEqualTo("a\nb\nc\nd\ne\n\nf");
  }

  @Test
  void lineBreaksAreSpacesInTextOfOneLine() {
    assertThat(SgfText.simpleText("a\nb\r\nc\\\nd")).isEqualTo("a b cd");
  }

  @Test
  void otherWhiteSpaceIsASpaceEvenBehindABackslash() {
    assertThat(SgfText.text("a\tb\\\tc\u000bd\fe")).isEqualTo("a b c d e");
    assertThat(SgfText.simpleText("a\tb\\\tc")).isEqualTo("a b c");
  }

  @Test
  void aComposedValueIsCutAtTheFirstColonWithoutABackslash() {
    assertThat(SgfText.composed("a\\:b:c:d")).hasValue(new SgfText.Composed("a\\:b", "c:d"));
    assertThat(SgfText.composed("a\\:b")).isEmpty();
    assertThat(SgfText.composed("a\\\\:b")).hasValue(new SgfText.Composed("a\\\\", "b"));
    assertThat(SgfText.composed(":")).hasValue(new SgfText.Composed("", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "]", "\\", "a:b", "\\]:\\:]", "two\nlines", "天元]\\"})
  void whatIsEscapedMeansItself(String text) {
    assertThat(SgfText.text(SgfText.raw(text))).isEqualTo(text);
    assertThat(SgfText.text(SgfText.rawPart(text))).isEqualTo(text);
    assertThat(SgfText.composed(SgfText.rawPart(text))).isEmpty();
    assertThat(SgfText.isRaw(SgfText.raw(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a]b", "a\\", "a\\\\\\", "]"})
  void whatWouldEndAValueEarlyOrNeverIsNotRaw(String value) {
    assertThat(SgfText.isRaw(value)).isFalse();
  }
}
