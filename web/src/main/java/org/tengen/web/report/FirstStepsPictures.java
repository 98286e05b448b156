package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tengen.web.plot.Axis;
import org.tengen.web.plot.Scale;
import org.tengen.web.plot.Timeline;
import org.tengen.web.report.FirstSteps.Lane;
import org.tengen.web.report.FirstSteps.Piece;

/**
 * The first steps of several trainings as pictures, words and rows of characters. All are drawn
 * over the same time, the longest for which everything is known of each, unless those times are too
 * far apart.
 */
final class FirstStepsPictures {
  /** How many times as long the longest may be as the shortest for one axis to serve both. */
  private static final double ALIKE = 5;

  /** Above so many milliseconds times are told in seconds. */
  private static final double MANY_MS = 2_000;

  private static final int LETTERS = 72;

  private final List<Shown> shown;
  private final boolean shared;

  /**
   * One training's.
   *
   * @param steps until {@code end}
   * @param end in milliseconds
   */
  record Shown(StrategyRun run, FirstSteps steps, double end) {
    private Shown until(double earlier) {
      return new Shown(run, steps.until(earlier), earlier);
    }

    boolean inSeconds() {
      return end > MANY_MS;
    }

    private double unit() {
      return inSeconds() ? 1_000 : 1;
    }

    private String time(double ms) {
      double time = ms / unit();
      return fixed(time, decimals()) + unitName();
    }

    private int decimals() {
      return inSeconds() ? 2 : 1;
    }

    private String unitName() {
      return inSeconds() ? " s" : " ms";
    }

    /** The picture. */
    Timeline timeline(String clock) {
      List<Timeline.Row> rows = new ArrayList<>();
      for (Lane lane : steps.lanes()) {
        List<Timeline.Piece> pieces =
            lane.pieces().stream()
                .filter(piece -> piece.part() != null)
                .map(piece -> drawn(lane, piece))
                .toList();
        rows.add(new Timeline.Row(Integer.toString(lane.number()), pieces));
      }
      return new Timeline(
          "First steps under " + run.name(),
          description(),
          new Axis(clock + "," + unitName(), Scale.linear(0, end / unit())),
          rows);
    }

    private Timeline.Piece drawn(Lane lane, Piece piece) {
      LaneParts part = piece.part() == null ? LaneParts.IDLE : piece.part();
      String label =
          "worker %d, step %d: %s %s%s"
              .formatted(
                  lane.number(),
                  piece.step(),
                  part.title(),
                  time(piece.ms()),
                  part == LaneParts.IDLE ? waitsFor(lane, piece) : "");
      String text = part == LaneParts.COMPUTING ? Integer.toString(piece.step()) : "";
      return new Timeline.Piece(
          piece.from() / unit(), piece.to() / unit(), part.css(), text, label);
    }

    private String waitsFor(Lane lane, Piece piece) {
      return awaited(lane, piece).map(other -> ", for worker " + other.number()).orElse("");
    }

    /** Nothing where others than the slowest decide, or where not all workers are known. */
    private Optional<Lane> awaited(Lane lane, Piece piece) {
      boolean slowestDecides =
          run.strategy().matches("bsp|(ssp|local):.*") && run.workers() == steps.lanes().size();
      return slowestDecides ? steps.awaited(lane, piece) : Optional.empty();
    }

    /** Who waited for whom, in a sentence. */
    String waiting() {
      double idle = steps.idle();
      if (idle < end / 1_000) {
        return "Nobody waited for another worker.";
      }
      Map<Integer, Double> causes = new TreeMap<>();
      for (Lane lane : steps.lanes()) {
        for (Piece piece : lane.pieces()) {
          if (piece.part() == LaneParts.IDLE) {
            awaited(lane, piece)
                .ifPresent(other -> causes.merge(other.number(), piece.ms(), Double::sum));
          }
        }
      }
      String all =
          "Workers waited %s for others, %s %% of their time"
              .formatted(time(idle), fixed(100 * idle / (end * steps.lanes().size()), 0));
      String most =
          causes.entrySet().stream()
              .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
              .limit(3)
              .map(cause -> time(cause.getValue()) + " for worker " + cause.getKey())
              .collect(Collectors.joining(", "));
      return most.isEmpty() ? all + "." : all + ": " + most + ".";
    }

    private String description() {
      String lanes =
          steps.lanes().stream()
              .map(
                  lane ->
                      "worker %d began %d steps and waited %s for others"
                          .formatted(lane.number(), lane.steps(), time(lane.ms(LaneParts.IDLE))))
              .collect(Collectors.joining("; "));
      return "In the first " + time(end) + " " + lanes + ". " + waiting();
    }

    /** How many workers there are beside those shown; empty where there are none. */
    String others() {
      int lanes = steps.lanes().size();
      return run.workers() > lanes
          ? "The first %d of %s workers.".formatted(lanes, whole(run.workers()))
          : "";
    }

    /** A row for each worker: its number, when its steps began, and the time of each part. */
    List<List<String>> table() {
      List<List<String>> rows = new ArrayList<>();
      for (Lane lane : steps.lanes()) {
        List<String> row = new ArrayList<>();
        row.add(Integer.toString(lane.number()));
        row.add(
            FirstSteps.begins(lane).stream()
                .map(at -> fixed(at / unit(), decimals()))
                .collect(Collectors.joining(", ")));
        for (LaneParts part : LaneParts.values()) {
          row.add(fixed(lane.ms(part) / unit(), decimals()));
        }
        rows.add(row);
      }
      return rows;
    }

    /** The headings of {@link #table}. */
    List<String> columns() {
      List<String> columns = new ArrayList<>();
      columns.add("worker");
      columns.add("steps begin at," + unitName());
      LaneParts.names().forEach(name -> columns.add(name + "," + unitName()));
      return columns;
    }

    /** A row of characters for each worker, after one that says how long a character is. */
    List<String> letters() {
      double each = end / LETTERS;
      List<String> rows = new ArrayList<>();
      rows.add(
          "%s, a character is %s%s"
              .formatted(run.name(), fixed(each / unit(), 1 + decimals()), unitName()));
      for (Lane lane : steps.lanes()) {
        rows.add("%4d %s".formatted(lane.number(), FirstSteps.letters(lane, each, LETTERS)));
      }
      return rows;
    }
  }

  FirstStepsPictures(List<StrategyRun> runs) {
    List<Shown> known = new ArrayList<>();
    for (StrategyRun run : runs) {
      FirstSteps.of(run).ifPresent(steps -> known.add(new Shown(run, steps, steps.end())));
    }
    double shortest = known.stream().mapToDouble(Shown::end).min().orElse(0);
    double longest = known.stream().mapToDouble(Shown::end).max().orElse(0);
    this.shared = longest <= ALIKE * shortest;
    this.shown = known.stream().map(each -> each.until(shared ? shortest : each.end())).toList();
  }

  /** One for each training of which first steps are known. */
  List<Shown> shown() {
    return shown;
  }

  /** Whether all are drawn over the same time. */
  boolean shared() {
    return shared;
  }

  /** What the characters of the rows stand for. */
  static String key() {
    return Stream.of(LaneParts.values())
        .map(part -> letters(part) + " " + part.title())
        .collect(Collectors.joining(", "));
  }

  private static String letters(LaneParts part) {
    return part == LaneParts.COMPUTING
        ? "`%s` and `%s`".formatted(part.letter(), FirstSteps.EVEN)
        : "`" + part.letter() + "`";
  }
}
