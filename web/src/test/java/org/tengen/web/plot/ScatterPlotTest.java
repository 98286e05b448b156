package org.tengen.web.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ScatterPlotTest {
  private static String draw(ScatterPlot.Point... points) {
    return new ScatterPlot("Words", "What is seen.", List.of(points))
        .draw("plot", 400, 300)
        .toString();
  }

  private static ScatterPlot.Point point(String name, double x, double y) {
    return new ScatterPlot.Point(name, x, y, name + " it is");
  }

  private static List<double[]> circles(String svg) {
    List<double[]> found = new ArrayList<>();
    for (MatchResult each :
        Pattern.compile("cx=\"([^\"]+)\" cy=\"([^\"]+)\"").matcher(svg).results().toList()) {
      found.add(
          new double[] {Double.parseDouble(each.group(1)), Double.parseDouble(each.group(2))});
    }
    return found;
  }

  @Test
  void bothAxesHaveTheSameScaleAndUpIsUp() {
    List<double[]> at = circles(draw(point("a", 0, 0), point("b", 3, 0), point("c", 0, 1)));
    double width = at.get(1)[0] - at.get(0)[0];
    double height = at.get(0)[1] - at.get(2)[1];
    assertThat(width).isGreaterThan(300);
    assertThat(height / width).isBetween(0.333, 0.334);
  }

  @Test
  void saysWhatItIsToThoseWhoCannotSeeIt() {
    assertThat(draw(point("a<", 1, 1)))
        .contains("role=\"img\" aria-label=\"Words\"", "<desc>What is seen.</desc>")
        .contains("<title>a&lt; it is</title>", ">a&lt;</text>");
  }

  @Test
  void aNameIsWrittenWhereItIsOverNoOther() {
    // the second stands where the first one's name would be
    String svg = draw(point("left", 0, 0), point("right", 0.1, 0), point("far", 2, 0));
    assertThat(svg).contains("class=\"axis end\"").contains(">left</text>");
  }

  @Test
  void pointsInOnePlaceAreDrawnInTheMiddle() {
    assertThat(circles(draw(point("a", 5, 5), point("b", 5, 5))))
        .allSatisfy(at -> assertThat(at).containsExactly(200, 150));
  }
}
