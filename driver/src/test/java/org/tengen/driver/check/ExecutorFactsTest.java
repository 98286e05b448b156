package org.tengen.driver.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutorFactsTest {
  @Test
  void isTheSameBehindItsText() {
    ExecutorFacts facts =
        new ExecutorFacts(
            "1",
            "host-a",
            "17.0.9",
            2048,
            true,
            Map.of("cpu", "model=9 x"),
            "",
            "java.net.ConnectException: refused");
    assertThat(ExecutorFacts.ofText(facts.toText())).isEqualTo(facts);
  }

  @Test
  void keepsAProblemOfManyLinesOnOne() {
    ExecutorFacts facts =
        new ExecutorFacts("1", "h", "17", 1, false, Map.of(), "no\n  library\nfound", "");
    assertThat(ExecutorFacts.ofText(facts.toText()).engineProblem()).isEqualTo("no library found");
  }
}
