package org.tengen.ps.optimiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.ps.table.Range;

class AddingTest {
  private final Adding vectors = Adding.byVectors().orElseThrow();

  private static float[] values(int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((random.nextDouble() - 0.5) * (i % 3 == 0 ? 2e-3 : 40));
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "3, 15", "0, 16", "5, 17", "2, 63", "9, 117", "1000, 1024", "7, 2000"})
  void addsWhatTheOptimisersLoopsAddToTheBit(int at, int count) {
    float[] gradient = values(1, 3100);
    for (Optimiser each : new Optimiser[] {new SgdOptimiser(), new AddedOptimiser()}) {
      float[] byLoop = values(2, 3100);
      float[] byVectors = byLoop.clone();
      Range range = new Range(at, at + count);
      each.step(new Step(byLoop, byLoop, gradient, 1f / 33, new float[0][], range, 0.1f, 0));

      float[] piece = new float[count + 3];
      System.arraycopy(gradient, at, piece, 3, count);
      vectors.add(piece, 3, byVectors, at, count, 1f / 33, ((LinearOptimiser) each).factor(0.1f));

      assertThat(byVectors).containsExactly(byLoop);
    }
  }

  @Test
  void addsUpAsAPlainSumDoes() {
    float[] sum = values(3, 100);
    float[] expected = sum.clone();
    float[] more = values(4, 100);
    for (int i = 0; i < 100; i++) {
      expected[i] += more[i];
    }
    vectors.add(more, 0, sum, 0, 100, 1, 1);
    assertThat(sum).containsExactly(expected);
  }

  @Test
  void touchesNothingBeside() {
    float[] to = new float[40];
    vectors.add(values(5, 40), 0, to, 4, 33, 1, 1);
    assertThat(to).startsWith(0, 0, 0, 0).endsWith(0, 0, 0);
    assertThat(to[4]).isNotZero();
    assertThat(to[36]).isNotZero();
  }

  /** HotSpot's FreqInlineSize: what is longer becomes no part of its callers. */
  @Test
  void isLongerThanTheJitTakesIntoCallers() {
    StringWriter code = new StringWriter();
    ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
    String classes = System.getProperty("java.class.path");
    String name = VectorAdding.class.getName();
    PrintWriter out = new PrintWriter(code);
    assertThat(javap.run(out, out, "-c", "-p", "-cp", classes, name)).isZero();

    String add = code.toString().split(" void add\\(", 2)[1];
    int bytes =
        Pattern.compile("(?m)^ +(\\d+): return$")
            .matcher(add)
            .results()
            .map((MatchResult end) -> Integer.parseInt(end.group(1)) + 1)
            .findFirst()
            .orElseThrow();
    assertThat(bytes).isGreaterThan(325);
  }
}
