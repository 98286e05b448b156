package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WordReportTest {
  private static RunResult result(StrategyRun... runs) {
    return new RunResult(
        "train word2vec", "tengen", "now", Map.of(), Map.of(), null, "", List.of(runs));
  }

  @Test
  void theTableHasWordsAndALossAndNothingOfPerplexities() {
    assertThat(TerminalTable.of(result(SampleRuns.words())))
        .isEqualTo(
            """
                       words           idle     staleness      loss  slowest
            strategy   per s  updates     %  mean  p99  max  at end    words
            asp       14,322   12,800   0.4  3.01   12   31   2.000   93,875
            Loss: of a word and its noise (or its way through the tree) given a word of its context, or the context; nats, over the last twentieth of the words.
            Staleness: updates made between a worker's pull and the use of its push.
            Slowest: words of the worker that gave fewest; its text counts less.
            """);
  }

  @Test
  void theLossOfTheEndIsThatOfTheLastTwentiethOfTheWords() {
    WordFigures words =
        new WordFigures(
            List.of(
                new WordFigures.Loss(1, 900, 4),
                new WordFigures.Loss(2, 970, 3),
                new WordFigures.Loss(3, 1_000, 2)),
            null);
    // 70 words at 3 and 30 at 2
    assertThat(words.lossAtEnd()).isEqualTo(2.7);
    assertThat(new WordFigures(List.of(), null).lossAtEnd()).isNaN();
  }

  @Test
  void thePageDrawsTheLossAndSpeaksOfNoPerplexity() {
    String page = HtmlReport.of(result(SampleRuns.words()));
    assertThat(page)
        .contains("Loss against seconds", "Loss against words", "asp ends at 2.000", "(n + 1) ln 2")
        .contains("asp: loss 2.500 after 2.0 s, 9,500 words")
        .doesNotContain("erplexity");
    assertThat(HtmlReport.of(SampleRuns.comparison())).doesNotContain("Loss against");
  }

  @Test
  void chosenWordsAreDrawnWithWhatThePictureCannotSay() {
    RunResult result = result(SampleRuns.words());
    assertThat(HtmlReport.of(result))
        .contains("Chosen words under asp", "3 words in the plane", "it shows 88 %")
        .contains(
            "<desc>cat is nearest to dog; dog is nearest to cat; &lt;b&gt; is nearest to dog.")
        .contains("<title>cat: nearest to dog, cosine 0.750</title>")
        .contains("<th scope=\"row\">&lt;b&gt;</th><td>-0.900</td><td>0.000</td>")
        .doesNotContain("<b></");
    assertThat(MarkdownReport.of(result))
        .contains("| cat | 0.500 | 0.100 | dog | 0.750 |", "&lt;b\\>");
    assertThat(Pictures.of(result)).containsKey("chosen-words-asp.svg");
    assertThat(HtmlReport.of(SampleRuns.comparison())).doesNotContain("Chosen words");
  }

  @Test
  void markdownHasTheLossesAsATable() {
    assertThat(MarkdownReport.of(result(SampleRuns.words())))
        .contains("| seconds | words | loss |\n| ---: | ---: | ---: |\n| 1.0 | 1,000 | 4.000 |\n")
        .doesNotContain("erplexity");
  }

  @Test
  void picturesOfTheirOwnAreNamedAfterTheLoss() {
    assertThat(Pictures.of(result(SampleRuns.words())))
        .containsKeys("loss-seconds.svg", "loss-words.svg")
        .doesNotContainKey("perplexity-seconds.svg");
  }

  @Test
  void besideTrainingsOfNetworksTheTableIsTheirs() {
    assertThat(TerminalTable.of(result(SampleRuns.words(), SampleRuns.bsp())))
        .contains("perplexity");
  }

  @Test
  void resultsAreReadBackWithTheirLosses() throws ResultFormatException {
    RunResult result = result(SampleRuns.words());
    assertThat(ResultJson.read(ResultJson.write(result), "result.json")).isEqualTo(result);
    assertThat(ResultJson.write(SampleRuns.comparison())).doesNotContain("\"words\"");
  }
}
