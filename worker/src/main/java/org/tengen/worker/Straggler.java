package org.tengen.worker;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tengen.corpus.seed.Seeds;

/**
 * Lanes that are made slow on purpose: a step of {@code cpu} nanoseconds is followed by a sleep of
 * {@code (factor - 1) x cpu}. A sleep takes no core from the other lanes, as a slow machine would
 * not.
 *
 * @param rules each adds its sleep
 */
public record Straggler(List<Rule> rules) implements Serializable {
  private static final Pattern RULE =
      Pattern.compile(
          "(any|\\d{1,9}):(\\d+(?:\\.\\d+)?)x(?:@(\\d+(?:\\.\\d+)?)%(?:\\*(\\d{1,9}))?)?");

  /** Nobody is slow. */
  public static final Straggler NONE = new Straggler(List.of());

  public Straggler {
    rules = List.copyOf(rules);
  }

  /**
   * Who is slow, by how much, and how often.
   *
   * @param lane the lane, or {@link #ANY}
   * @param factor at least 1: the step's time with the sleep, over the time without
   * @param share of the steps that are slow, 0..1; 1 is a permanent straggler
   * @param stretch 1 or more: how many steps in a row are slow together, or none of them
   */
  public record Rule(int lane, double factor, double share, int stretch) implements Serializable {
    /** Every lane, each on its own. */
    public static final int ANY = -1;
  }

  /**
   * Reads {@code 0:3x} (lane 0, always), {@code any:10x@5%} (every lane, 5 % of its steps), {@code
   * any:10x@5%*40} (the same, in stretches of 40 steps), {@code none}, or several, separated by
   * commas.
   *
   * @throws IllegalArgumentException with one line that says what would be accepted
   */
  public static Straggler parse(String text) {
    if (text.isBlank() || text.strip().equals("none")) {
      return NONE;
    }
    return new Straggler(Stream.of(text.split(",", -1)).map(Straggler::rule).toList());
  }

  private static Rule rule(String text) {
    Matcher m = RULE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw refused(text, "expected LANE:FACTORx, any:FACTORx@SHARE% or any:FACTORx@SHARE%*STEPS");
    }
    double factor = Double.parseDouble(m.group(2));
    double share = m.group(3) == null ? 1 : Double.parseDouble(m.group(3)) / 100;
    if (factor < 1) {
      throw refused(text, "the factor must be 1 or more");
    }
    if (share > 1) {
      throw refused(text, "the share must be 100% or less");
    }
    int stretch = m.group(4) == null ? 1 : Integer.parseInt(m.group(4));
    if (stretch < 1) {
      throw refused(text, "a stretch has 1 step or more");
    }
    int lane = m.group(1).equals("any") ? Rule.ANY : Integer.parseInt(m.group(1));
    return new Rule(lane, factor, share, stretch);
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException(
        "straggler=" + text.strip() + ": " + why + ", e.g. 0:3x or any:10x@5%");
  }

  /** How many nanoseconds a lane sleeps after a step that took {@code cpuNs} of CPU time. */
  public long sleepNs(long seed, int lane, long clock, long cpuNs) {
    double sleep = 0;
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      long stretch = clock / rule.stretch;
      if ((rule.lane == Rule.ANY || rule.lane == lane)
          && luck(seed, lane, stretch, i) < rule.share) {
        sleep += (rule.factor - 1) * cpuNs;
      }
    }
    return (long) sleep;
  }

  private static double luck(long seed, int lane, long stretch, int rule) {
    long straggler = Seeds.derive(Seeds.derive(seed, "straggler"), rule);
    return Seeds.unit(Seeds.derive(straggler, lane, stretch));
  }

  /** The highest lane that a rule names; -1 when none does. */
  public int highestLane() {
    return rules.stream().mapToInt(Rule::lane).max().orElse(Rule.ANY);
  }

  @Override
  public String toString() {
    return rules.isEmpty()
        ? "none"
        : String.join(",", rules.stream().map(Straggler::format).toList());
  }

  private static String format(Rule rule) {
    String who = rule.lane == Rule.ANY ? "any" : Integer.toString(rule.lane);
    String often = rule.share == 1 && rule.stretch == 1 ? "" : "@" + number(rule.share * 100) + "%";
    String together = rule.stretch == 1 ? "" : "*" + rule.stretch;
    return who + ":" + number(rule.factor) + "x" + often + together;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
