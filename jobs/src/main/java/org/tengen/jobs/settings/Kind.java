package org.tengen.jobs.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a setting's text may be, and what it is read as.
 *
 * @param label what stands for the value in help, e.g. {@code N}
 * @param accepted what the text may be, as in "expected a whole number from 1 to 64"
 * @param reader reads a text, or throws {@link IllegalArgumentException}: with the reason, or
 *     without a message where {@code accepted} says it all
 */
record Kind<T>(String label, String accepted, Function<String, T> reader) {
  private static final String NONE = "none";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");
  private static final Map<String, Long> UNIT_MS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

  /** Something that is asked for or not; its flag alone asks for it. */
  static final Kind<Boolean> SWITCH = choice("on", "off").as("on"::equals);

  static Kind<Integer> whole(int min, int max) {
    return new Kind<>(
        "N",
        "a whole number " + range(min, max, Integer.MAX_VALUE),
        text -> (int) within(number(text), min, max));
  }

  static Kind<Long> bigWhole(long min, long max) {
    return new Kind<>(
        "N",
        "a whole number " + range(min, max, Long.MAX_VALUE),
        text -> within(number(text), min, max));
  }

  /**
   * A number from {@code min} to {@code max}, both as decimal text, {@code min} itself excluded.
   */
  static Kind<Double> above(String min, String max) {
    return new Kind<>(
        "X",
        "a number above " + min + ", at most " + max,
        text -> {
          BigDecimal value = new BigDecimal(text);
          refuseUnless(value.compareTo(new BigDecimal(min)) > 0);
          refuseUnless(value.compareTo(new BigDecimal(max)) <= 0);
          return value.doubleValue();
        });
  }

  static Kind<Duration> duration(Duration min, Duration max) {
    return new Kind<>(
        "TIME",
        "a time from " + time(min) + " to " + time(max) + " with its unit (ms, s, m or h)",
        text -> {
          Matcher m = DURATION.matcher(text);
          refuseUnless(m.matches());
          long ms = Long.parseLong(m.group(1)) * UNIT_MS.getOrDefault(m.group(2), 0L);
          return Duration.ofMillis(within(ms, min.toMillis(), max.toMillis()));
        });
  }

  static Kind<String> choice(String... words) {
    List<String> all = List.of(words);
    return new Kind<>(
        String.join("|", all),
        orList(all),
        text -> {
          if (!all.contains(text)) {
            throw new IllegalArgumentException(
                "expected " + orList(all) + Suggestion.tail(text, all));
          }
          return text;
        });
  }

  static Kind<String> text(String label, String accepted) {
    return new Kind<>(
        label,
        accepted,
        text -> {
          refuseUnless(!text.isBlank());
          return text;
        });
  }

  /** A text in a small language of its own, whose parser names what it accepts. */
  static <T> Kind<T> syntax(String label, String accepted, Function<String, T> parser) {
    return new Kind<>(label, accepted, parser);
  }

  /** Texts of this kind, separated by commas, none twice. */
  Kind<List<T>> list() {
    return several(",", "commas");
  }

  /** Texts of this kind, of which commas are a part, separated by |, none twice. */
  Kind<List<T>> alternatives() {
    return several("|", "|");
  }

  private Kind<List<T>> several(String separator, String name) {
    return new Kind<>(
        label + "[" + separator + label + "...]",
        "one or more, separated by " + name + ", each " + accepted,
        text -> {
          List<T> values = new ArrayList<>();
          for (String part : List.of(text.split(Pattern.quote(separator), -1))) {
            values.add(reader.apply(part.strip()));
          }
          if (new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("names one twice");
          }
          return List.copyOf(values);
        });
  }

  /** This kind, read as something else. */
  <R> Kind<R> as(Function<T, R> read) {
    return new Kind<>(label, accepted, reader.andThen(read));
  }

  /** This kind, or {@code none}. */
  Kind<Optional<T>> orNone() {
    return new Kind<>(
        label,
        accepted + ", or none",
        text -> text.equals(NONE) ? Optional.empty() : Optional.of(reader.apply(text)));
  }

  private static long number(String text) {
    String digits = text.replace("_", "");
    refuseUnless(digits.matches("[+-]?\\d{1,18}"));
    return Long.parseLong(digits);
  }

  private static long within(long value, long min, long max) {
    refuseUnless(value >= min && value <= max);
    return value;
  }

  private static void refuseUnless(boolean accepted) {
    if (!accepted) {
      throw new IllegalArgumentException();
    }
  }

  private static String range(long min, long max, long unlimited) {
    return max == unlimited ? "of " + min + " or more" : "from " + min + " to " + max;
  }

  private static String time(Duration time) {
    long ms = time.toMillis();
    if (ms % UNIT_MS.getOrDefault("h", 1L) == 0) {
      return time.toHours() + "h";
    }
    return ms % 1000 == 0 ? ms / 1000 + "s" : ms + "ms";
  }

  private static String orList(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
