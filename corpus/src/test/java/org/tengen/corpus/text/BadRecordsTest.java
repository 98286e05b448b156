package org.tengen.corpus.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;

class BadRecordsTest {
  private static final Reading SKIP = new Reading(null, "text", OnBadRecord.SKIP);
  private static final Reading SKIP_TRUNCATED =
      new Reading(null, "text", OnBadRecord.SKIP_AND_TRUNCATED);

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void readsALineOfTenMegabytes() {
    String longLine = "ten ".repeat(2_500_000);

    InMemory.Read read = new InMemory("a.txt", "a\n" + longLine + "\nb\n").read(Reading.USUAL);

    assertThat(read.records()).containsExactly("a", longLine, "b");
    assertThat(
            new InMemory("a.jsonl", "{\"text\": \"" + longLine + "\"}\n")
                .read(Reading.USUAL)
                .records())
        .containsExactly(longLine);
  }

  @Test
  void leavesOutALineThatIsTooLongAndNothingElse() {
    String tooLong = "x".repeat(RecordReader.LONGEST_LINE + 1);
    String longest = "y".repeat(RecordReader.LONGEST_LINE);
    String endless = "z".repeat(2 * RecordReader.LONGEST_LINE + 70_000);

    InMemory.Read read =
        new InMemory(
                "a.txt", "a\n" + tooLong + "\n" + longest + "\r\nb\n" + endless + "\nc\n" + endless)
            .read(SKIP);

    assertThat(read.records()).containsExactly("a", longest, "b", "c");
    assertThat(read.skipped()).hasToString("3 too long (first: mem/a.txt, line 2, byte 2)");
  }

  @Test
  void leavesOutWhatIsNotUtf8AndSaysHowMuchAndWhereFirst() {
    InMemory.Read read =
        new InMemory("a.txt", "one\n\ncaf\u00e9\ntwo\n\u00ff\nthree".getBytes(ISO_8859_1))
            .read(SKIP);

    assertThat(read.records()).containsExactly("one", "two", "three");
    assertThat(read.skipped()).hasToString("2 not UTF-8 (first: mem/a.txt, line 3, byte 8)");
  }

  @Test
  void readsTheFieldOfEachJsonLine() {
    InMemory.Read read =
        new InMemory(
                "a.jsonl",
                """
                {"id": 1, "text": "one \\u00e9", "meta": {"text": "inner"}}

                {"text": "", "id": 2}
                {"text": "two\\nlines", "tags": ["text", "x"]}
                """)
            .read(Reading.USUAL);

    assertThat(read.records()).containsExactly("one \u00e9", "two\nlines");
  }

  @Test
  void leavesOutLinesThatAreNotJsonOrLackTheField() {
    InMemory.Read read =
        new InMemory(
                "a.ndjson",
                """
                {"text": "good"}
                {"text": "cut
                {"Text": "case"}
                {"text": 7}
                ["text"]
                {"text": "a"} {"text": "b"}
                {"text": "half \\ud800"}
                {"text": "last"}
                """)
            .read(SKIP);

    assertThat(read.records()).containsExactly("good", "last");
    assertThat(read.skipped())
        .hasToString(
            "4 not JSON (first: mem/a.ndjson, line 2, byte 30),"
                + " 2 without the field (first: mem/a.ndjson, line 3, byte 31)");
  }

  @Test
  void leavesOutAnObjectThatIsNestedTooDeepAndReadsOneWithALongNumber() {
    String deep = "{\"x\": " + "[".repeat(1_001) + "]".repeat(1_001) + ", \"text\": \"a\"}";
    String number = "{\"id\": " + "7".repeat(2_000) + ", \"text\": \"b\"}";

    InMemory.Read read = new InMemory("a.jsonl", deep + "\n" + number + "\n").read(SKIP);

    assertThat(read.records()).containsExactly("b");
    assertThat(read.skipped()).hasToString("1 not JSON (first: mem/a.jsonl, line 1, byte 0)");
  }

  @Test
  void namesFileLineAndByteOfALineThatIsNotJson() {
    assertThatThrownBy(
            () ->
                new InMemory("a.jsonl", "{\"text\": \"\u00e9\"}\n{\"\u00e9\": tru}\n")
                    .read(Reading.USUAL))
        .isInstanceOf(CorpusException.class)
        .hasMessageMatching(
            "corpus=mem/a.jsonl: line 2, byte \\d+ is not JSON \\(Unrecognized token 'tru'.*\\);"
                + " expected a JSON object a line, or bad-records=skip");
  }

  @Test
  void namesTheFieldThatALineLacks() {
    Reading body = new Reading(Format.JSON_LINES, "body", OnBadRecord.STOP);

    assertThatThrownBy(() -> new InMemory("a.txt", "{\"text\": \"x\"}\n").read(body))
        .hasMessage(
            "corpus=mem/a.txt: line 1, byte 0: no text in field body; expected a string in"
                + " corpus-field, or bad-records=skip");
  }

  @Test
  void readsJsonLinesThatArePacked() {
    InMemory packed = new InMemory("a.jsonl.gz", InMemory.gzip("{\"text\": \"one\"}\n"));

    assertThat(packed.read(Reading.USUAL).records()).containsExactly("one");
  }

  @Test
  void takesTheWholeLinesOfAGzipFileThatIsCutShortWhenToldSo() {
    byte[] whole = InMemory.gzip(lines(50_000));
    InMemory cut = new InMemory("a.gz", Arrays.copyOf(whole, whole.length / 2));

    InMemory.Read read = cut.read(SKIP_TRUNCATED);

    int count = read.records().size();
    assertThat(count).isBetween(10_000, 40_000);
    assertThat(String.join("\n", read.records()) + "\n").isEqualTo(lines(count));
    assertThat(read.skipped().toString())
        .startsWith(
            "1 lost at the end of a cut gzip file (first: mem/a.gz, line "
                + (count + 1)
                + ", byte ");
  }

  @Test
  void doesNotTakeAGzipFileThatIsCutShortForWhatMayBeSkipped() {
    byte[] whole = InMemory.gzip(lines(50_000));
    InMemory cut = new InMemory("a.gz", Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> cut.read(SKIP))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("whole lines were read")
        .hasMessageEndingWith("expected a whole file, or bad-records=skip+truncated");
  }

  @Test
  void saysWhereTablesAreNotRead() {
    assertThatThrownBy(() -> new InMemory("a.parquet", "PAR1").read(Reading.USUAL))
        .hasMessage("corpus=mem/a.parquet: Parquet is not read here; expected text or JSON lines");
  }

  @Test
  void addsUpWhatSeveralFilesHadAndKeepsTheFirstPlace() {
    Skipped all = new Skipped();
    all.add(Skipped.Kind.NO_FIELD, "a, line 2, byte 9");
    Skipped later = new Skipped();
    later.add(Skipped.Kind.NO_FIELD, "b, line 1, byte 0");
    later.add(Skipped.Kind.TOO_LONG, "b, line 3, byte 7");
    all.add(later);

    assertThat(all)
        .hasToString(
            "1 too long (first: b, line 3, byte 7), 2 without the field (first: a, line 2, byte 9)");
  }
}
