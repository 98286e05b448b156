package org.tengen.go.gtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisTest {
  private static final String LZ =
      "info move A5 visits 20 winrate 6250 prior 2500 lcb 5000 order 0 pv A5 pass"
          + " info move pass visits 10 winrate 0 prior 1250 lcb 0 order 1 pv pass\n";

  private final Conversation engine = new Conversation();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lz-analyze",
        "analyze b",
        "lz-analyze 10",
        "lz-analyze b 10",
        "analyze w interval 10",
        "lz-analyze b 10 minmoves 3 maxmoves 9"
      })
  void reportsUntilTheNextLineComes(String command) {
    assertThat(engine.say("4 " + command, "5 name")).isEqualTo("=4\n" + LZ + "\n=5 Tengen\n\n");
  }

  @Test
  void anEmptyLineOrTheEndOfTheCommandsEndsItToo() {
    assertThat(engine.say("lz-analyze", "", "name")).isEqualTo("=\n" + LZ + "\n= Tengen\n\n");
    assertThat(engine.say("lz-analyze")).isEqualTo("=\n" + LZ + "\n");
  }

  @Test
  void writesAsKataGoDoesWhereItIsAskedTo() {
    assertThat(engine.say("kata-analyze b maxmoves 1"))
        .isEqualTo(
            "=\ninfo move A5 visits 20 utility 0.250000 winrate 0.625000 prior 0.250000"
                + " lcb 0.500000 utilityLcb 0.000000 order 0 pv A5 pass\n\n");
  }

  @Test
  void aMoveThatIsPlayedIsToldBehindWhatWasThought() {
    assertThat(engine.say("1 lz-genmove_analyze b 100", "2 genmove w"))
        .isEqualTo("=1\n" + LZ + "play A5\n\n=2 B5\n\n");
    assertThat(engine.say("kata-genmove_analyze b maxmoves 0")).isEqualTo("=\nplay A5\n\n");
  }
}
