package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tengen.web.plot.StackedBars;
import org.tengen.web.report.StrategyRun.LaneTime;

/** The parts of a worker's time, in the order in which they are drawn. */
enum LaneParts {
  COMPUTING("computing", "computing"),
  WAITING("waiting for a core", "waiting"),
  STRAGGLING("straggling", "straggling"),
  IDLE("idle", "idle"),
  SENDING("sending", "sending");

  private final String title;
  private final String css;

  LaneParts(String title, String css) {
    this.title = title;
    this.css = css;
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

  static StackedBars.Bar bar(LaneTime lane) {
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
