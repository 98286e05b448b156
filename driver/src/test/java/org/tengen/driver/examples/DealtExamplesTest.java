package org.tengen.driver.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class DealtExamplesTest {
  /** Three elements of two, four and three examples; an example is a letter. */
  private static final List<String> ELEMENTS = List.of("ab", "cdef", "ghi");

  private final JavaSparkContext spark;

  DealtExamplesTest() {
    this.spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("dealing")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1"));
  }

  @BeforeAll
  void quiet() {
    spark.setLogLevel("WARN");
  }

  @AfterAll
  void stop() {
    spark.stop();
  }

  @Test
  void countsExamplesAndNotElements() {
    assertThat(DealtExamples.inOrder(elements(2), new Letters(), 2).count()).isEqualTo(9);
  }

  @Test
  void dealsLikeCards() {
    assertThat(lanes(DealtExamples.inOrder(elements(2), new Letters(), 2)))
        .containsExactly("acegi", "bdfh");
  }

  @Test
  void dealsAShuffleTheSameHoweverTheRddIsCut() {
    List<String> one = lanes(DealtExamples.shuffled(elements(1), new Letters(), 3, 5));
    List<String> three = lanes(DealtExamples.shuffled(elements(3), new Letters(), 3, 5));

    assertThat(one).isEqualTo(three);
    assertThat(String.join("", one).chars().sorted().toArray())
        .containsExactly("abcdefghi".chars().toArray());
    assertThat(one).isNotEqualTo(List.of("adg", "beh", "cfi"));
  }

  @Test
  void givesManyLanesInAnIterationWhatOneLaneWouldTakeWithALargerBatch() {
    String whole = lanes(DealtExamples.shuffled(elements(2), new Letters(), 1, 5)).get(0);
    List<String> three = lanes(DealtExamples.shuffled(elements(2), new Letters(), 3, 5));

    assertThat(three)
        .allSatisfy(lane -> assertThat(whole.substring(0, 3)).contains(lane.substring(0, 1)));
  }

  private JavaRDD<String> elements(int partitions) {
    return spark.parallelize(ELEMENTS, partitions);
  }

  private static List<String> lanes(DealtExamples dealt) {
    return dealt.byLane().glom().collect().stream().map(DealtExamplesTest::text).toList();
  }

  private static String text(List<byte[]> examples) {
    StringBuilder text = new StringBuilder();
    examples.forEach(example -> text.append(new String(example, StandardCharsets.UTF_8)));
    return text.toString();
  }

  /** Opens a string as its letters. */
  private static final class Letters implements ExampleOpener<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public Opened open(String element) {
      return new Opened() {
        @Override
        public int count() {
          return element.length();
        }

        @Override
        public byte[] encode(int index) {
          return element.substring(index, index + 1).getBytes(StandardCharsets.UTF_8);
        }
      };
    }
  }
}
