package org.tengen.driver.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tengen.ps.protocol.Opening;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.Staleness;
import org.tengen.ps.server.Statistics;

/**
 * What a training had come to when a checkpoint was written, as far as a server that goes on from
 * it does not know by itself. It travels in the checkpoint's facts, so that figures are of the
 * whole training.
 *
 * <p>It is as the driver looked last, a tenth of a second before the checkpoint or after it; lanes
 * say twice a second where their time went, so the end of that may be missing.
 *
 * @param seconds of training
 * @param staleness of the pushes
 * @param lanes by lane, where its time went; empty before the first session
 */
record EarlierSessions(double seconds, Staleness staleness, List<StepTotals> lanes) {
  static final EarlierSessions NONE = new EarlierSessions(0, Staleness.NONE, List.of());

  private static final String SECONDS = "seconds";
  private static final String STALENESS = "staleness";
  private static final String LANE = "lane-";
  private static final String SEPARATOR = ",";
  private static final String PIECE = ";";
  private static final String OF = ":";

  EarlierSessions {
    lanes = List.copyOf(lanes);
  }

  /** The same training later, when {@code statistics} are of the whole of it. */
  static EarlierSessions upTo(double seconds, Statistics statistics) {
    return new EarlierSessions(
        seconds,
        statistics.staleness(),
        statistics.lanes().stream().map(LaneStatistics::totals).toList());
  }

  /** The same at another moment. */
  EarlierSessions at(double otherSeconds) {
    return new EarlierSessions(otherSeconds, staleness, lanes);
  }

  /** The statistics of the whole training, when {@code now} are this session's. */
  Statistics and(Statistics now) {
    return now.after(staleness, lanes);
  }

  /** All lanes' totals together. */
  StepTotals totals() {
    return lanes.stream().reduce(StepTotals.NOTHING, StepTotals::plus);
  }

  /** As facts of a checkpoint. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(SECONDS, Double.toString(seconds));
    facts.put(STALENESS, join(staleness.counts().stream()));
    for (int lane = 0; lane < lanes.size(); lane++) {
      facts.put(LANE + lane, text(lanes.get(lane)));
    }
    return facts;
  }

  /** What {@link #facts} wrote. */
  static EarlierSessions of(Map<String, String> facts) {
    List<StepTotals> lanes = new ArrayList<>();
    for (String text = facts.get(LANE + 0); text != null; text = facts.get(LANE + lanes.size())) {
      lanes.add(totals(text));
    }
    return new EarlierSessions(
        Double.parseDouble(facts.getOrDefault(SECONDS, "0")),
        Staleness.of(counts(facts.getOrDefault(STALENESS, ""))),
        lanes);
  }

  private static List<Long> counts(String text) {
    return text.isEmpty()
        ? List.of()
        : Stream.of(text.split(SEPARATOR, -1)).map(Long::valueOf).toList();
  }

  private static String text(StepTotals totals) {
    String numbers = numbers(totals);
    Opening opening = totals.opening();
    return opening.pieces().isEmpty() ? numbers : numbers + SEPARATOR + text(opening);
  }

  /** When it began, and then each piece. */
  private static String text(Opening opening) {
    StringBuilder text = new StringBuilder().append(opening.afterNs());
    for (Opening.Piece piece : opening.pieces()) {
      text.append(PIECE).append(piece.activity()).append(OF).append(piece.ns());
    }
    return text.toString();
  }

  private static Opening opening(String text) {
    String[] parts = text.split(PIECE, -1);
    List<Opening.Piece> pieces = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      String[] piece = parts[i].split(OF, 2);
      pieces.add(new Opening.Piece(Opening.Activity.valueOf(piece[0]), Long.parseLong(piece[1])));
    }
    return new Opening(Long.parseLong(parts[0]), pieces);
  }

  private static String numbers(StepTotals totals) {
    return join(
        Stream.of(
            totals.iterations(),
            totals.samples(),
            totals.lossSum(),
            totals.computingNs(),
            totals.waitingForCoreNs(),
            totals.stragglingNs(),
            totals.idleNs(),
            totals.sendingNs(),
            totals.traffic().pushed(),
            totals.traffic().pushedRaw(),
            totals.traffic().pulled(),
            totals.traffic().pulledRaw(),
            totals.traffic().residuals()));
  }

  private static StepTotals totals(String text) {
    String[] fields = text.split(SEPARATOR, -1);
    return new StepTotals(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Double.parseDouble(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]),
        Long.parseLong(fields[5]),
        Long.parseLong(fields[6]),
        Long.parseLong(fields[7]),
        new Traffic(
            Long.parseLong(fields[8]),
            Long.parseLong(fields[9]),
            Long.parseLong(fields[10]),
            Long.parseLong(fields[11]),
            Long.parseLong(fields[12])),
        StepTimes.NONE,
        fields.length > 13 ? opening(fields[13]) : Opening.NONE);
  }

  private static String join(Stream<? extends Number> numbers) {
    return numbers.map(Object::toString).collect(Collectors.joining(SEPARATOR));
  }
}
