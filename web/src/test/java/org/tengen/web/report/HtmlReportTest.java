package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.web.report.StrategyRun.LaneTime;
import org.tengen.web.report.StrategyRun.Staleness;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class HtmlReportTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script>\"'&\u0001<img src=x onerror=alert(1)>";

  /** A comparison; one with several seeds, and with first steps; two runs side by side. */
  private static List<RunResult> kinds() {
    List<String> steps = List.of("computing 10, idle 5", "sending 1, computing 14");
    RunResult plan =
        SampleRuns.result(
            List.of(
                SampleRuns.seeded("asp", 1),
                SampleRuns.seeded("asp", 2),
                SampleRuns.beginning("ssp:0", 4, steps)));
    Map<String, RunResult> two = new LinkedHashMap<>();
    two.put("a", SampleRuns.comparison());
    two.put("b", SampleRuns.comparison());
    return List.of(SampleRuns.comparison(), plan, SideBySide.of(two, "report a b", "now"));
  }

  @Test
  void refersToNothingOutsideItself() {
    for (RunResult result : kinds()) {
      assertThat(HtmlReport.of(result))
          .doesNotContain("http:", "https:", "//www", "@import", "src=", "srcset", "@font-face")
          .doesNotContainPattern("<link(?! rel=\"icon\" href=\"data:,\")")
          .doesNotContainPattern("url\\((?!#)");
    }
  }

  @Test
  void picturesAsFilesReferToNothingOutsideThemselvesAndAreWellFormed() throws Exception {
    for (RunResult result : kinds()) {
      Map<String, String> files = Report.pictures(result);
      assertThat(files).hasSizeGreaterThan(4);
      for (String file : files.values()) {
        assertThat(file.replaceFirst("http://www.w3.org/2000/svg", ""))
            .doesNotContain("http:", "https:", "@import", "href", "<script")
            .doesNotContainPattern("url\\((?!#)");
        assertThat(pictures(file)).hasSize(1);
      }
    }
    assertThat(Report.pictures(kinds().get(1))).containsKey("first-steps-ssp-0.svg");
  }

  @Test
  void drawsEveryStrategyInEveryPlot() throws Exception {
    List<Document> pictures = pictures(HtmlReport.of(SampleRuns.comparison()));
    List<Document> plots =
        pictures.stream()
            .filter(svg -> svg.getElementsByTagName("clipPath").getLength() > 0)
            .toList();
    assertThat(plots).hasSize(6);
    for (Document plot : plots) {
      assertThat(attributes(plot, "g", "data-series"))
          .containsExactly("bsp", "ssp:3", "asp", "asp:lr/tau");
    }
  }

  @Test
  void givesEveryPictureANameAndADescription() throws Exception {
    List<Document> all = new ArrayList<>();
    for (RunResult result : kinds()) {
      all.addAll(pictures(HtmlReport.of(result)));
    }
    for (Document picture : all) {
      if (picture.getDocumentElement().getAttribute("role").equals("img")) {
        assertThat(picture.getElementsByTagName("title").item(0).getTextContent()).isNotEmpty();
        assertThat(picture.getElementsByTagName("desc").item(0).getTextContent()).isNotEmpty();
      } else {
        assertThat(picture.getDocumentElement().getAttribute("aria-hidden")).isEqualTo("true");
      }
    }
  }

  @Test
  void saysForEveryHeadingWhatItHeads() {
    for (RunResult result : kinds()) {
      assertThat(HtmlReport.of(result)).doesNotContainPattern("<th(?![a-z])(?! scope=)");
    }
  }

  @Test
  void usesEveryIdOnce() {
    for (RunResult result : kinds()) {
      Matcher ids = Pattern.compile(" id=\"([^\"]*)\"").matcher(HtmlReport.of(result));
      assertThat(ids.results().map(id -> id.group(1)).toList())
          .doesNotHaveDuplicates()
          .isNotEmpty();
    }
  }

  @Test
  void showsWhatUsersWroteAsTextOnly() throws Exception {
    StrategyRun plain = SampleRuns.asp();
    StrategyRun run =
        new StrategyRun(
            HOSTILE,
            4,
            2,
            1,
            plain.samples(),
            plain.updates(),
            plain.seconds(),
            plain.samplesPerSecond(),
            0.1,
            plain.staleness(),
            plain.validation(),
            214.6,
            20.0,
            HOSTILE,
            plain.curve(),
            plain.lanes(),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    RunResult result =
        new RunResult(
            HOSTILE,
            HOSTILE,
            HOSTILE,
            Map.of(HOSTILE, HOSTILE),
            Map.of(HOSTILE, HOSTILE),
            702.4,
            HOSTILE,
            List.of(run, SampleRuns.bsp()));
    String page = HtmlReport.of(result);
    assertThat(page).doesNotContain("<img", "alert(1)</script>", "\u0001");
    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(pictures(page)).isNotEmpty();
  }

  @Test
  void drawsFiguresThatAreNoNumbersAsCrosses() throws Exception {
    StrategyRun lost = SampleRuns.ending(SampleRuns.asp(), Double.NaN);
    StrategyRun infinite = SampleRuns.ending(SampleRuns.bsp(), Double.POSITIVE_INFINITY);
    String page = HtmlReport.of(SampleRuns.result(List.of(lost, infinite)));
    assertThat(page).contains("point lost").contains("A cross at the top marks");
    assertCoordinatesAreFinite(page);
  }

  @Test
  void standsFiguresThatAreNoNumbersAnywhere() throws Exception {
    double nan = Double.NaN;
    StrategyRun run =
        new StrategyRun(
            "asp",
            1,
            1,
            1,
            0,
            0,
            nan,
            nan,
            nan,
            new Staleness(nan, 0, 0, List.of()),
            Map.of("perplexity", nan),
            nan,
            nan,
            "",
            List.of(
                new CurvePoint(nan, 0, 0, nan, nan),
                new CurvePoint(Double.POSITIVE_INFINITY, 5, 5, nan, -1),
                new CurvePoint(0, 0, 0, null, 0)),
            List.of(new LaneTime(0, 0, 0, nan, Double.POSITIVE_INFINITY, -1, 0, nan)),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    RunResult result =
        new RunResult("train", "c", "t", Map.of(), Map.of(), nan, "", List.of(run, run));
    assertCoordinatesAreFinite(HtmlReport.of(result));
    assertThat(MarkdownReport.of(result)).isNotEmpty();
    assertThat(TerminalTable.of(result)).isNotEmpty();
  }

  @Test
  void reportsASingleTrainingWithoutTargetAndUnigramModel() throws Exception {
    StrategyRun run = SampleRuns.reaching(SampleRuns.ssp(), null, null);
    RunResult result =
        new RunResult("train", "./tengen train", "t", Map.of(), Map.of(), null, "", List.of(run));
    String page = HtmlReport.of(result);
    assertThat(page)
        .contains("<h1>Training report, with ")
        .doesNotContain(
            "unigram 7", "class=\"level\"", "class=\"ring\"", "class=\"summary\"", "A ring");
    assertThat(pictures(page)).isNotEmpty();
  }

  @Test
  void foldsTheWeightsOfManyTrainings() {
    StrategyRun run = SampleRuns.ssp();
    List<StrategyRun> few = Collections.nCopies(12, run);
    List<StrategyRun> many = Collections.nCopies(13, run);
    assertThat(page(few)).doesNotContain("<summary>Final weights");
    assertThat(page(many)).contains("<summary>Final weights of 13 trainings</summary>");
  }

  private static String page(List<StrategyRun> runs) {
    return HtmlReport.of(new RunResult("train", "c", "t", Map.of(), Map.of(), null, "", runs));
  }

  @Test
  void reportsARunOfNoTrainings() throws Exception {
    RunResult result = new RunResult("train", "c", "t", Map.of(), Map.of(), null, "", List.of());
    assertThat(pictures(HtmlReport.of(result))).hasSize(1);
  }

  private static void assertCoordinatesAreFinite(String page) throws Exception {
    assertThat(pictures(page)).isNotEmpty();
    assertThat(page)
        .doesNotContainPattern(" (d|x|y|cx|cy|r|width|height|x1|points)=\"[^\"]*(NaN|Inf|inf)");
  }

  /** All pictures of a page; each must be well-formed. */
  private static List<Document> pictures(String page) throws Exception {
    List<Document> pictures = new ArrayList<>();
    Matcher svg = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL).matcher(page);
    while (svg.find()) {
      pictures.add(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg.group()))));
    }
    return pictures;
  }

  private static List<String> attributes(Document picture, String element, String attribute) {
    List<String> values = new ArrayList<>();
    var elements = picture.getElementsByTagName(element);
    for (int i = 0; i < elements.getLength(); i++) {
      values.add(elements.item(i).getAttributes().getNamedItem(attribute).getNodeValue());
    }
    return values;
  }
}
