package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.models.metric.Metric;
import org.tengen.web.plot.Axis;
import org.tengen.web.plot.Scale;
import org.tengen.web.plot.StackedBars;
import org.tengen.web.report.StrategyRun.LaneTime;

/** The parts of a worker's time, in the order in which they are drawn. */
enum LaneParts {
  COMPUTING("computing", "computing", Metric.COMPUTING, '#'),
  WAITING("waiting for a core", "waiting", Metric.WAITING_FOR_CORE, '='),
  STRAGGLING("straggling", "straggling", Metric.STRAGGLING, '~'),
  IDLE("idle", "idle", Metric.IDLE, '.'),
  SENDING("sending", "sending", Metric.SENDING, '>');

  private final String title;
  private final String css;
  private final Metric metric;
  private final char letter;

  LaneParts(String title, String css, Metric metric, char letter) {
    this.title = title;
    this.css = css;
    this.metric = metric;
    this.letter = letter;
  }

  /** The part whose time is measured under a name; null if none is. */
  static @Nullable LaneParts of(String key) {
    return Arrays.stream(values())
        .filter(part -> part.metric.key().equals(key))
        .findFirst()
        .orElse(null);
  }

  /** What it is drawn with in a row of characters. */
  char letter() {
    return letter;
  }

  String title() {
    return title;
  }

  String css() {
    return css;
  }

  /** The part's seconds; 0 where the figure is not a finite, positive number. */
  double seconds(LaneTime lane) {
    double value =
        switch (this) {
          case COMPUTING -> lane.computing();
          case WAITING -> lane.waitingForCore();
          case STRAGGLING -> lane.straggling();
          case IDLE -> lane.idle();
          case SENDING -> lane.sending();
        };
    return Double.isFinite(value) && value > 0 ? value : 0;
  }

  static double total(LaneTime lane) {
    return Arrays.stream(values()).mapToDouble(part -> part.seconds(lane)).sum();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(LaneParts::title).toList();
  }

  static List<String> classes() {
    return Arrays.stream(values()).map(LaneParts::css).toList();
  }

  /** The whole time of every lane of every training, on one axis. */
  static StackedBars bars(List<StrategyRun> runs) {
    List<StackedBars.Group> groups = new ArrayList<>();
    double longest = 0;
    for (StrategyRun run : runs) {
      List<StackedBars.Bar> bars = new ArrayList<>();
      for (LaneTime lane : run.lanes()) {
        bars.add(bar(lane));
        longest = Math.max(longest, total(lane));
      }
      groups.add(new StackedBars.Group(run.name(), groups.size(), bars));
    }
    return new StackedBars(
        "Where each worker's time went",
        "For each strategy and worker: " + String.join(", ", names()) + ".",
        new Axis("seconds", Scale.linear(0, longest)),
        "samples",
        classes(),
        groups);
  }

  private static StackedBars.Bar bar(LaneTime lane) {
    List<StackedBars.Part> parts = new ArrayList<>();
    for (LaneParts part : values()) {
      double seconds = part.seconds(lane);
      double percent = seconds > 0 ? 100 * seconds / total(lane) : 0;
      String label =
          "worker "
              + lane.lane()
              + ": "
              + part.title
              + " "
              + fixed(seconds, 1)
              + " s, "
              + fixed(percent, 1)
              + " %";
      parts.add(new StackedBars.Part(seconds, fixed(percent, 0) + " %", label));
    }
    String given =
        whole(lane.samples())
            + (lane.skipped() == 0 ? "" : ", " + whole(lane.skipped()) + " batches skipped");
    return new StackedBars.Bar(Integer.toString(lane.lane()), given, parts);
  }
}
