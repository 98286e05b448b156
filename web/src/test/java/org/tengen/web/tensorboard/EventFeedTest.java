package org.tengen.web.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.models.metric.Metric;
import org.tengen.web.live.Counts;
import org.tengen.web.live.LiveTraining;

final class EventFeedTest {
  private final EventFiles files = new EventFiles();
  private final List<String> notices = new ArrayList<>();
  private double nowS = 1_000_000;

  private EventFeed feed() {
    return new EventFeed(files, () -> nowS, notices::add);
  }

  /** A step of one lane is ten samples. */
  private static LiveTraining training(long budget, long from, boolean virtual) {
    return new LiveTraining("asp", 1, 1, budget, from, 1, 2, "float32", virtual, true);
  }

  private static void looks(EventFeed feed, int... steps) {
    for (int step : steps) {
      feed.looks(() -> Counts.after(step, 1));
    }
  }

  private static LiveTraining.Evaluated evaluated(long samples) {
    return new LiveTraining.Evaluated(samples / 10.0, samples, samples / 10, samples + 0.5);
  }

  private List<Long> steps(String tag) throws IOException {
    return files.seen(tag).stream().map(EventFiles.Seen::step).toList();
  }

  @Test
  void writesEveryFigureOfALookUnderItsMetricsNameAtItsSamples() throws IOException {
    try (EventFeed feed = feed()) {
      feed.begins(training(100, 0, false));
      looks(feed, 0, 1);
      nowS += 7;
      looks(feed, 2);
      feed.evaluated(evaluated(20));
    }

    assertThat(files.seen())
        .extracting(EventFiles.Seen::tag)
        .contains("samplesPerSecond", "loss", "trainPerplexity", "meanStaleness", "pushedBytes")
        .allSatisfy(tag -> assertThat(Metric.of(tag)).isPresent());
    assertThat(steps("meanStaleness")).containsExactly(10L, 20L);
    assertThat(files.seen("meanStaleness").get(1).wallS()).isEqualTo(1_000_007);
    assertThat(files.seen("loss").get(1).scalar()).isEqualTo(2);
    assertThat(files.seen("samplesPerSecond").get(1).scalar()).isEqualTo(10);
    assertThat(files.seen("validationPerplexity").get(0).scalar()).isEqualTo(20.5f);
    assertThat(files.seen("stalenessHistogram").get(0).value().getHisto().getBucketList())
        .containsExactly(1.0, 2.0, 1.0);
    assertThat(notices).isEmpty();
  }

  @Test
  void aLongTrainingHasAThousandPointsAHundredDistributionsAndItsLastLook() throws IOException {
    try (EventFeed feed = feed()) {
      feed.begins(training(40_000, 0, false));
      for (int step = 0; step < 4000; step++) {
        looks(feed, step);
      }
      feed.trained();
    }

    assertThat(steps("updates")).hasSize(1000).startsWith(40L, 80L).endsWith(39_960L, 39_990L);
    assertThat(steps("stalenessHistogram")).hasSize(99).startsWith(400L, 800L);
  }

  @Test
  void secondsOfASimulationAreVirtual() throws IOException {
    try (EventFeed feed = feed()) {
      feed.begins(training(100, 0, true));
      looks(feed, 3);
      feed.evaluated(evaluated(20));
    }

    assertThat(files.seen("updates").get(0).wallS()).isEqualTo(3);
    assertThat(files.seen("validationPerplexity").get(0).wallS()).isEqualTo(2);
    assertThat(EventFiles.events(files.bytes("events.out.tfevents.0000000000.tengen")).get(0))
        .satisfies(version -> assertThat(version.getWallTime()).isZero());
  }

  @Test
  void goesOnFromACheckpointInAnotherFileWithEveryPointOnce() throws IOException {
    EventFeed killed = feed();
    killed.begins(training(100, 0, false));
    looks(killed, 1, 2, 3, 4);
    killed.evaluated(evaluated(20));
    killed.evaluated(evaluated(40));

    try (EventFeed resumed = feed()) {
      resumed.begins(training(100, 20, false));
      resumed.evaluated(evaluated(20)); // told again
      looks(resumed, 2, 3, 5);
      resumed.evaluated(evaluated(40));
      looks(resumed, 10);
      resumed.trained();
    }

    assertThat(files.files()).isEqualTo(2);
    assertThat(steps("updates")).containsExactly(10L, 20L, 30L, 50L, 100L);
    assertThat(steps("validationPerplexity")).containsExactly(20L, 40L);
  }

  @Test
  void oneThatBeginsAnewVoidsAllThatWasWritten() throws IOException {
    EventFeed killed = feed();
    killed.begins(training(100, 0, true));
    looks(killed, 1, 2);

    try (EventFeed again = feed()) {
      again.begins(training(100, 0, true));
      looks(again, 1);
    }

    assertThat(steps("updates")).containsExactly(10L);
  }

  @Test
  void whereItWasNotAskedForBeforeTheEvaluationsOfBeforeAreWrittenToo() throws IOException {
    try (EventFeed resumed = feed()) {
      resumed.begins(training(100, 40, false));
      resumed.evaluated(evaluated(20));
      resumed.evaluated(evaluated(40));
      looks(resumed, 4, 5);
    }

    assertThat(steps("validationPerplexity")).containsExactly(20L, 40L);
    assertThat(steps("updates")).containsExactly(50L);
  }

  @Test
  void aTrainingThatGoesBackToACheckpointVoidsWhatWasBehindIt() throws IOException {
    try (EventFeed feed = feed()) {
      feed.begins(training(100, 0, false));
      looks(feed, 1, 2, 5);
      feed.begins(training(100, 20, false));
      looks(feed, 2, 4);
    }

    assertThat(steps("updates")).containsExactly(10L, 20L, 40L);
  }

  @Test
  void whatCannotBeWrittenIsSaidOnceAndEndsNothing() {
    EventFeed.Folder full =
        new EventFeed.Folder() {
          @Override
          public int files() {
            return 0;
          }

          @Override
          public OutputStream create(String name) {
            return new OutputStream() {
              private int left = 100;

              @Override
              public void write(int b) throws IOException {
                if (left-- == 0) {
                  throw new IOException("no space left");
                }
              }
            };
          }
        };
    try (EventFeed feed = new EventFeed(full, () -> 0, notices::add)) {
      feed.begins(training(100, 0, false));
      looks(feed, 1, 2, 3);
      feed.evaluated(evaluated(20));
      feed.begins(training(100, 20, false));
      feed.trained();
    }

    assertThat(notices)
        .containsExactly(
            "tensorboard: event files cannot be written any more, and the training goes on without:"
                + " java.io.IOException: no space left");
  }

  @Test
  void aLookThatCannotBeTakenEndsNothing() {
    try (EventFeed feed = feed()) {
      feed.begins(training(100, 0, false));
      feed.looks(
          () -> {
            throw new IllegalStateException("nothing to count");
          });
    }

    assertThat(notices).singleElement().asString().endsWith("nothing to count");
  }
}
