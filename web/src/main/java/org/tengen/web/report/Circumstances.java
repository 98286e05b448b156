package org.tengen.web.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a result's trainings had to cope with, in a line for readers who do not know the flags. */
final class Circumstances {
  private static final Pattern STRAGGLER =
      Pattern.compile("(any|\\d+):(\\d+(?:\\.\\d+)?)x(?:@(\\d+(?:\\.\\d+)?)%)?");

  private Circumstances() {}

  /** The line, with a full stop; empty where the settings do not say. */
  static String of(RunResult result) {
    Map<String, String> settings = result.settings();
    String workers = settings.getOrDefault("workers", "");
    if (workers.isEmpty() || result.sideBySide()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    String simulated = settings.containsKey("step-time") ? " simulated" : "";
    parts.add(workers + simulated + (workers.equals("1") ? " worker" : " workers"));
    parts.add(slow(settings.getOrDefault("straggler", "none")));
    add(parts, settings, "step-time", "a step takes %s");
    add(parts, settings, "latency", "a message %s");
    add(parts, settings, "bandwidth", "each shard's line has %s");
    add(parts, settings, "optimiser", "optimiser %s");
    add(parts, settings, "batch", "batches of %s");
    add(parts, settings, "samples", "%s samples each");
    return String.join("; ", parts) + ".";
  }

  private static void add(
      List<String> parts, Map<String, String> settings, String key, String words) {
    String value = settings.getOrDefault(key, "none");
    if (!value.equals("none")) {
      parts.add(words.formatted(value));
    }
  }

  /** What a straggler's setting means; the setting itself where there are several. */
  static String slow(String setting) {
    if (setting.equals("none")) {
      return "none is slowed on purpose";
    }
    Matcher m = STRAGGLER.matcher(setting);
    if (!m.matches()) {
      return "slowed on purpose: " + setting;
    }
    String whose = m.group(1).equals("any") ? "each worker" : "worker " + m.group(1);
    String share = m.group(3) == null ? "all steps of " : m.group(3) + " % of the steps of ";
    return share + whose + " take " + m.group(2) + " times as long";
  }
}
