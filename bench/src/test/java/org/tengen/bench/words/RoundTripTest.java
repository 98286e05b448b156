package org.tengen.bench.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.vectors.WordVectors;
import org.tengen.corpus.vectors.WordVectors.Neighbour;

@Timeout(300)
class RoundTripTest {
  @TempDir private Path folder;

  private static final WordVectors VECTORS =
      new WordVectors(
          2,
          List.of("a", "b", "c", "d"),
          List.of(
              new float[] {1, 0}, new float[] {2, 0.5f}, new float[] {0, 3}, new float[] {4, 1}));

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    int code = RoundTrip.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
    assertThat(code).isZero();
    return out.toString();
  }

  @Test
  void bothFormatsComeBackFromGensimWithTheSameFloatsAndNeighbours() throws IOException {
    assumeTrue(
        new Gensim("/usr/bin/python3", false).missing().isEmpty(), "skipped: there is no gensim");
    Path file = folder.resolve("vectors.txt");
    Files.writeString(file, "4 2\na 1 0.1\n\u00e9 2 0.5\nc 0.3 3\nd -4 1\n");
    assertThat(run("--vectors=" + file, "--count=3"))
        .contains("4 words of 2 floats")
        .contains("| text | yes | yes | 4 | 4 |", "| binary | yes | yes | 4 | 4 |");
  }

  @Test
  void withoutGensimItSaysSoAndIsDone() {
    assertThat(run("--python=/no/such/python"))
        .isEqualTo(
            "left out: /no/such/python has no gensim (apt-get install python3-gensim)%n"
                .formatted());
  }

  @Test
  void otherNeighboursAreNoticedAndThoseAsNearAreTheSame() {
    // b and d point the same way: either may be first
    List<Neighbour> swapped = List.of(new Neighbour("d", 0.9701425), new Neighbour("b", 0.9701425));
    assertThat(RoundTrip.Agreement.of(VECTORS, Map.of("a", swapped), 2).same()).isEqualTo(1);
    List<Neighbour> wrong = List.of(new Neighbour("c", 0.97), new Neighbour("b", 0.9701425));
    RoundTrip.Agreement agreement = RoundTrip.Agreement.of(VECTORS, Map.of("a", wrong), 2);
    assertThat(agreement.same()).isZero();
    assertThat(agreement.largest()).isBetween(1e-4, 2e-4);
  }

  @Test
  void whatGensimPrintsIsReadOrRefused() throws IOException {
    GensimReader.Read read =
        GensimReader.parse("warning\nshape 2 3\nsha256 ab\nnear x y 0.5\n", folder);
    assertThat(read.words()).isEqualTo(2);
    assertThat(read.width()).isEqualTo(3);
    assertThat(read.nearest()).isEqualTo(Map.of("x", List.of(new Neighbour("y", 0.5))));
    assertThatThrownBy(() -> GensimReader.parse("nothing", folder))
        .hasMessage("gensim printed no shape or hash: nothing");
  }
}
