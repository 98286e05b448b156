package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.web.report.WordFigures.Loss;

final class LossCurveTest {
  private static JsonNode line(String json) throws IOException {
    return JsonMapper.builder().build().readTree(json);
  }

  @Test
  void goesOnFromTheLinesOfEarlierSessions() throws IOException {
    LossCurve curve =
        new LossCurve(
            List.of(
                line("{\"kind\":\"words\",\"seconds\":1,\"samples\":100,\"loss\":4}"),
                line("{\"kind\":\"lane\",\"seconds\":1,\"samples\":50}")));
    curve.add(2, 300, 3);
    assertThat(curve.points()).containsExactly(new Loss(1, 100, 4), new Loss(2, 300, 3));
  }

  @Test
  void ofTooManyPointsEachTwoNeighboursBecomeOneWithTheMeanOfTheirWords() {
    LossCurve curve = new LossCurve(List.of());
    curve.add(1, 100, 4);
    curve.add(2, 400, 2);
    for (int i = 3; i <= 10_000; i++) {
      curve.add(i, 400L + i, 1);
    }
    List<Loss> points = curve.points();
    assertThat(points).hasSizeBetween(128, 256);
    assertThat(points.get(points.size() - 1).seconds()).isEqualTo(10_000);
    assertThat(points.get(points.size() - 1).words()).isEqualTo(10_400);
    double sum = 0;
    long before = 0;
    for (Loss each : points) {
      sum += each.loss() * (each.words() - before);
      before = each.words();
    }
    // 100 words at 4, 300 at 2, 10,000 at 1
    assertThat(sum).isCloseTo(11_000, within(1e-6));
  }
}
