package org.tengen.web.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tengen.models.metric.Metric;
import org.tensorflow.framework.HistogramProto;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.Event;
import org.tensorflow.util.SessionLog;

final class EventFileTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private List<Event> events() throws IOException {
    return EventFiles.events(bytes.toByteArray());
  }

  @Test
  void beginsWithTheBytesThatReadersKnow() throws IOException {
    new EventFile(bytes, 0).close();

    // the length 24, and its checksum, masked
    assertThat(bytes.toByteArray())
        .startsWith(24, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0x7F, 0x4B, 0x22)
        .containsSequence("brain.Event:2".getBytes(StandardCharsets.US_ASCII));
    assertThat(events()).extracting(Event::getFileVersion).containsExactly("brain.Event:2");
  }

  @Test
  void figuresHaveTheirMetricsNamesAndTheFirstOfEachSaysWhatItIs() throws IOException {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    figures.put(Metric.MEAN_STALENESS, 2.5);
    figures.put(Metric.TRAIN_PERPLEXITY, Double.NaN);
    try (EventFile file = new EventFile(bytes, 1)) {
      file.scalars(1.25, 5_000_000_000L, figures);
      file.scalars(2, 5_000_000_001L, Map.of(Metric.MEAN_STALENESS, 3.5));
    }

    Event first = events().get(1);
    assertThat(first.getWallTime()).isEqualTo(1.25);
    assertThat(first.getStep()).isEqualTo(5_000_000_000L);
    assertThat(first.getSummary().getValueList())
        .extracting(Summary.Value::getTag)
        .containsExactly("trainPerplexity", "meanStaleness");
    assertThat(first.getSummary().getValue(0).getSimpleValue()).isNaN();
    assertThat(first.getSummary().getValue(1).getSimpleValue()).isEqualTo(2.5f);
    assertThat(first.getSummary().getValue(1).getMetadata().getSummaryDescription())
        .isEqualTo(Metric.MEAN_STALENESS.says() + " Unit: updates.");
    Event second = events().get(2);
    assertThat(second.getSummary().getValue(0).getSimpleValue()).isEqualTo(3.5f);
    assertThat(second.getSummary().getValue(0).hasMetadata()).isFalse();
  }

  @Test
  void aDistributionHasABucketForEachNumberFromTheLeastToTheGreatest() throws IOException {
    try (EventFile file = new EventFile(bytes, 0)) {
      file.histogram(1, 7, Metric.STALENESS_HISTOGRAM, List.of(0L, 5L, 0L, 3L, 0L));
    }

    Summary.Value value = events().get(1).getSummary().getValue(0);
    assertThat(value.getTag()).isEqualTo("stalenessHistogram");
    HistogramProto histogram = value.getHisto();
    assertThat(histogram.getMin()).isEqualTo(1);
    assertThat(histogram.getMax()).isEqualTo(3);
    assertThat(histogram.getNum()).isEqualTo(8);
    assertThat(histogram.getSum()).isEqualTo(14);
    assertThat(histogram.getSumSquares()).isEqualTo(32);
    assertThat(histogram.getBucketLimitList()).containsExactly(1.5, 2.5, 3.5);
    assertThat(histogram.getBucketList()).containsExactly(5.0, 0.0, 3.0);
  }

  @Test
  void aWideDistributionHasFewBucketsAndLosesNothing() throws IOException {
    List<Long> counts =
        Stream.concat(Collections.nCopies(1000, 2L).stream(), Stream.of(1L)).toList();
    try (EventFile file = new EventFile(bytes, 0)) {
      file.histogram(1, 7, Metric.STALENESS_HISTOGRAM, counts);
    }

    HistogramProto histogram = events().get(1).getSummary().getValue(0).getHisto();
    assertThat(histogram.getBucketCount())
        .isEqualTo(251)
        .isEqualTo(histogram.getBucketLimitCount());
    assertThat(histogram.getBucketLimit(0)).isEqualTo(3.5);
    assertThat(histogram.getBucketLimit(250)).isEqualTo(1000.5);
    assertThat(histogram.getBucketList().stream().mapToDouble(Double::doubleValue).sum())
        .isEqualTo(2001)
        .isEqualTo(histogram.getNum());
  }

  @Test
  void aRestartIsASessionThatStarts() throws IOException {
    try (EventFile file = new EventFile(bytes, 0)) {
      file.restart(3, 641);
    }

    Event event = events().get(1);
    assertThat(event.getStep()).isEqualTo(641);
    assertThat(event.getSessionLog().getStatus()).isEqualTo(SessionLog.SessionStatus.START);
  }
}
