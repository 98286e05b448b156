package org.tengen.web.report;

import java.util.ArrayList;
import java.util.List;

/** What the strategies' names mean, in a sentence each, for readers who meet them here first. */
final class Glossary {

  /** A strategy that occurs in the result, and its meaning. */
  record Entry(String name, String meaning) {}

  private Glossary() {}

  static List<Entry> of(List<StrategyRun> runs) {
    List<Entry> entries = new ArrayList<>();
    for (String strategy : runs.stream().map(StrategyRun::strategy).distinct().toList()) {
      String meaning = meaning(strategy);
      if (!meaning.isEmpty()) {
        entries.add(new Entry(strategy, meaning));
      }
    }
    return entries;
  }

  private static String meaning(String strategy) {
    String[] parts = strategy.split("[:+]", 2);
    String argument = parts.length < 2 ? "" : parts[1];
    return switch (parts[0]) {
      case "bsp" ->
          argument.isEmpty()
              ? "Every worker waits for the slowest; one update is the mean of all their gradients."
              : "One update per round, from all workers but the "
                  + first(argument.substring(argument.indexOf('=') + 1))
                  + " that come last; late ones are skipped, and what they computed is lost.";
      case "ssp" ->
          "A worker may run at most "
              + first(argument)
              + " steps ahead of the slowest; every push is an update.";
      case "asp" -> asynchronous(argument);
      case "softsync" ->
          "Nobody waits; one update is the mean of several pushes, whoever sent them.";
      case "local" ->
          "Workers train alone and average their weights every " + first(argument) + " steps.";
      case "easgd" ->
          "Workers train alone, drawn to a common centre every " + first(argument) + " steps.";
      default -> "";
    };
  }

  /** What stands before further colons and pluses. */
  private static String first(String argument) {
    return argument.split("[:+]", 2)[0];
  }

  private static String asynchronous(String correction) {
    return switch (first(correction)) {
      case "" -> "Nobody waits; every push is an update, however stale.";
      case "lr/tau" -> "Nobody waits; every push is an update, the smaller the staler it is.";
      case "dc" ->
          "Nobody waits; every push is an update, corrected for what has changed since its pull.";
      default -> "";
    };
  }
}
