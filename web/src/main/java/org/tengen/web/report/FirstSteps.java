package org.tengen.web.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tengen.models.metric.Metric;

/**
 * What the first workers of a training did in their first steps, one thing after the other: who
 * waited for whom.
 *
 * <p>In a result it is a text for each worker: the names of what was done, each with its
 * milliseconds, e.g. {@code sending 0.5, computing 12.04, idle 3.1}. Time before the worker began
 * is {@code away}.
 *
 * @param lanes in order, from worker 0 on
 */
public record FirstSteps(List<Lane> lanes) {
  /** What the computing of every second step is drawn with, so that steps can be counted. */
  static final char EVEN = '%';

  private static final String AWAY = "away";
  private static final String BETWEEN = ", ";
  private static final double MS = 1e6;

  /** How far a worker's moments may be off, as its pieces are rounded. */
  private static final double ROUNDING_MS = 0.1;

  /**
   * A stretch of a worker's time.
   *
   * @param part what it was spent with; null before the worker began
   * @param step the step that it is of, or that it is before; the first is 1
   * @param from in milliseconds since the training began; so is {@code to}
   */
  record Piece(@Nullable LaneParts part, int step, double from, double to) {
    double ms() {
      return to - from;
    }
  }

  /** One worker's pieces, each from where the one before ended. */
  record Lane(int number, List<Piece> pieces) {
    Lane {
      pieces = List.copyOf(pieces);
    }

    double end() {
      return pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).to();
    }

    /** Steps begun. */
    int steps() {
      return (int) pieces.stream().filter(piece -> piece.part() == LaneParts.COMPUTING).count();
    }

    /** When the computation of each step ended, in order. */
    List<Double> ends() {
      TreeMap<Integer, Double> ends = new TreeMap<>();
      for (Piece piece : pieces) {
        if (piece.part() == LaneParts.COMPUTING
            || piece.part() == LaneParts.WAITING
            || piece.part() == LaneParts.STRAGGLING) {
          ends.put(piece.step(), piece.to());
        }
      }
      return List.copyOf(ends.values());
    }

    /** The same until then. */
    Lane until(double end) {
      return new Lane(
          number,
          pieces.stream()
              .filter(piece -> piece.from() < end)
              .map(p -> new Piece(p.part(), p.step(), p.from(), Math.min(end, p.to())))
              .toList());
    }

    double ms(LaneParts part) {
      return pieces.stream().filter(p -> p.part() == part).mapToDouble(Piece::ms).sum();
    }
  }

  public FirstSteps {
    lanes = List.copyOf(lanes);
  }

  /** Writes what a worker did. Its time is in nanoseconds. */
  public static final class Text {
    private final List<String> pieces = new ArrayList<>();

    /** The worker began so much later than the training. */
    public Text away(long ns) {
      return ns > 0 ? add(AWAY, ns) : this;
    }

    /** Then it did that. */
    public Text add(Metric what, long ns) {
      return add(what.key(), ns);
    }

    private Text add(String what, long ns) {
      pieces.add(String.format(Locale.ROOT, "%s %.3f", what, ns / MS));
      return this;
    }

    @Override
    public String toString() {
      return String.join(BETWEEN, pieces);
    }
  }

  /** Those of a training; empty if they are not known. */
  static Optional<FirstSteps> of(StrategyRun run) {
    List<String> texts = run.firstSteps();
    if (texts == null) {
      return Optional.empty();
    }
    List<Lane> lanes = new ArrayList<>();
    for (String text : texts) {
      lanes.add(lane(lanes.size(), text));
    }
    return lanes.stream().allMatch(lane -> lane.steps() == 0)
        ? Optional.empty()
        : Optional.of(new FirstSteps(lanes));
  }

  /** Passes over what it does not know. */
  private static Lane lane(int number, String text) {
    List<Piece> pieces = new ArrayList<>();
    double at = 0;
    int step = 1;
    boolean computed = false;
    for (String piece : text.split(BETWEEN, -1)) {
      int space = piece.indexOf(' ');
      double ms = space < 0 ? Double.NaN : number(piece.substring(space + 1));
      LaneParts part = space < 0 ? null : LaneParts.of(piece.substring(0, space));
      if (!(ms >= 0) || (part == null && !piece.startsWith(AWAY))) {
        continue;
      }
      boolean before = part == LaneParts.IDLE || part == LaneParts.COMPUTING;
      if (computed && before) {
        step++;
        computed = false;
      }
      computed |= part == LaneParts.COMPUTING;
      pieces.add(new Piece(part, step, at, at + ms));
      at += ms;
    }
    return new Lane(number, pieces);
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Until when all that was done is known: of those who made most steps, the first to end. */
  double end() {
    int most = lanes.stream().mapToInt(Lane::steps).max().orElse(0);
    return lanes.stream()
        .filter(lane -> lane.steps() == most)
        .mapToDouble(Lane::end)
        .min()
        .orElse(0);
  }

  /** The same until then. */
  FirstSteps until(double end) {
    return new FirstSteps(lanes.stream().map(lane -> lane.until(end)).toList());
  }

  /** All time that workers waited for others, in milliseconds. */
  double idle() {
    return lanes.stream().mapToDouble(lane -> lane.ms(LaneParts.IDLE)).sum();
  }

  /**
   * The worker that another one waited for, where a barrier or a bound held it back: of those that
   * had finished fewest steps when it went on, the one whose step ended last.
   *
   * @param waiting its idle piece
   */
  Optional<Lane> awaited(Lane waiter, Piece waiting) {
    double until =
        waiter.pieces().stream()
            .filter(p -> p.part() == LaneParts.COMPUTING && p.from() >= waiting.to())
            .mapToDouble(Piece::from)
            .findFirst()
            .orElse(waiting.to());
    Lane slowest = null;
    long fewest = Long.MAX_VALUE;
    double last = 0;
    for (Lane lane : lanes) {
      List<Double> ends = lane.ends().stream().filter(end -> end <= until + ROUNDING_MS).toList();
      double end = ends.isEmpty() ? 0 : ends.get(ends.size() - 1);
      boolean slower = ends.size() < fewest || (ends.size() == fewest && end > last);
      if (lane.number() != waiter.number() && slower) {
        slowest = lane;
        fewest = ends.size();
        last = end;
      }
    }
    return Optional.ofNullable(slowest);
  }

  /** The steps' beginnings, in milliseconds. */
  static List<Double> begins(Lane lane) {
    return lane.pieces().stream()
        .filter(piece -> piece.part() == LaneParts.COMPUTING)
        .map(Piece::from)
        .toList();
  }

  /**
   * A worker's time as characters.
   *
   * @param each milliseconds a character
   */
  static String letters(Lane lane, double each, int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      double from = i * each;
      letters.append(letter(lane, from, from + each));
    }
    return letters.toString().stripTrailing();
  }

  /** Of the piece that has most of the time in between. */
  private static char letter(Lane lane, double from, double to) {
    char letter = ' ';
    double most = 0;
    for (Piece piece : lane.pieces()) {
      double ms = Math.min(to, piece.to()) - Math.max(from, piece.from());
      LaneParts part = piece.part();
      if (part != null && ms > most) {
        most = ms;
        boolean even = part == LaneParts.COMPUTING && piece.step() % 2 == 0;
        letter = even ? EVEN : part.letter();
      }
    }
    return letter;
  }
}
