package org.tengen.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static List<String> records(int longest, String text) {
    return new InMemory("a.txt", text).read(Reading.USUAL.cutAt(longest)).records();
  }

  @Test
  void aTextThatIsLongerThanARecordIsCutBeforeTheWordThatDoesNotFit() {
    assertThat(records(9, "one two three four\nfive\n"))
        .containsExactly("one two", " three", " four", "five");
    assertThat(records(7, "one two")).containsExactly("one two");
    assertThat(Reading.USUAL.longest()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aTextWithoutWhiteSpaceIsCutBetweenCharactersAndNotWithinOne() {
    assertThat(records(4, "abcdefghij")).containsExactly("abcd", "efgh", "ij");
    assertThat(records(4, "a bcdefg")).containsExactly("a bc", "defg");
    // each is a pair of surrogates
    assertThat(records(3, "\uD842\uDFB7\uD842\uDFB8"))
        .containsExactly("\uD842\uDFB7", "\uD842\uDFB8");
  }

  @Test
  void whatIsBlankBetweenTwoCutsIsNoRecord() {
    assertThat(records(4, "ab          cd")).containsExactly("ab  ", " cd");
  }

  @Test
  void aTextWithSomethingBadIsLeftOutAsAWhole() {
    Reading reading = new Reading(Format.JSON_LINES, "t", OnBadRecord.SKIP, 4);
    InMemory.Read read =
        new InMemory("a.txt", "{\"t\":\"one two\"}\n{\"u\":1}\n{\"t\":\"x\"}\n").read(reading);
    assertThat(read.records()).containsExactly("one", " two", "x");
    assertThat(read.skipped())
        .hasToString("1 without the field (first: mem/a.txt, line 2, byte 16)");
  }

  @Test
  void aRecordHasRoomForAnyCharacter() {
    assertThatThrownBy(() -> Reading.USUAL.cutAt(1))
        .hasMessage("records of at most 1 UTF-16 units: expected 2 or more");
  }
}
