package org.tengen.jobs;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.web.report.Report;
import org.tengen.web.report.ResultFormatException;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.SideBySide;
import org.tengen.web.report.TerminalTable;

/**
 * {@code tengen report RUN...}: draws the reports of runs again from their figures, and a page with
 * all of them where there are several.
 */
final class ReportJob {
  private final Terminal terminal;

  /**
   * What is asked for.
   *
   * @param runs folders of ended runs
   * @param out the folder of the page that has all of several runs; empty for one named by the time
   * @param pictures a folder for the pictures as files; empty for none
   */
  record Order(List<String> runs, Optional<String> out, Optional<String> pictures) {
    String command() {
      StringBuilder command = new StringBuilder("./tengen report " + String.join(" ", runs));
      out.ifPresent(folder -> command.append(" --out ").append(folder));
      return command.toString();
    }
  }

  ReportJob(Terminal terminal) {
    this.terminal = terminal;
  }

  int run(Order order) {
    Map<String, RunResult> results = new LinkedHashMap<>();
    Map<String, RunFolder> folders = new LinkedHashMap<>();
    for (String run : order.runs()) {
      RunFolder folder = RunFolders.ended(run);
      String name = name(run, order.runs());
      if (folders.put(name, folder) != null) {
        throw new WrongSetting("RUN=" + run + ": is given twice; keep one of them");
      }
      results.put(name, read(folder));
    }
    requireSeveral(order);
    RunResult shown = results.values().iterator().next();
    if (results.size() > 1) {
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      shown = SideBySide.of(results, order.command(), now);
      draw(RunFolders.report(order.out()), shown);
    } else {
      draw(folders.values().iterator().next(), shown);
    }
    draw(order.pictures(), shown);
    results.forEach((name, result) -> tell(name, result, results.size() > 1));
    return ExitCode.DONE;
  }

  /** A terminal is too narrow for a table of several runs: each has its own. */
  private void tell(String name, RunResult result, boolean several) {
    if (several) {
      terminal.say("");
      terminal.say(name + ":");
    }
    terminal.out().print(TerminalTable.of(result));
    if (!result.summary().isEmpty()) {
      terminal.say(result.summary());
    }
  }

  private static void requireSeveral(Order order) {
    if (order.runs().size() == 1 && order.out().isPresent()) {
      throw new WrongSetting(
          "--out=%s: is for the page of several runs; the report of one is written into its folder"
              .formatted(order.out().orElseThrow()));
    }
  }

  /** A run's folder without the folders above it, where that tells it from the others. */
  private static String name(String run, List<String> runs) {
    String last = last(run);
    boolean alone = runs.stream().filter(other -> last(other).equals(last)).count() == 1;
    return alone ? last : run;
  }

  private static String last(String run) {
    Path name = Path.of(run).normalize().getFileName();
    return name == null || name.toString().isEmpty() ? run : name.toString();
  }

  private void draw(RunFolder folder, RunResult result) {
    Report.files(result)
        .forEach(
            (name, text) -> {
              if (!name.equals(ResultJson.FILE)) {
                write(folder, name, text);
              }
            });
  }

  private void draw(Optional<String> place, RunResult result) {
    if (place.isPresent()) {
      RunFolder folder = RunFolders.pictures(place.get());
      Report.pictures(result).forEach((name, text) -> write(folder, name, text));
    }
  }

  private void write(RunFolder folder, String name, String text) {
    folder.write(name, text);
    terminal.say("written: " + folder.place() + "/" + name);
  }

  private static RunResult read(RunFolder folder) {
    String place = folder.place();
    String text =
        folder
            .read(ResultJson.FILE)
            .orElseThrow(
                () ->
                    new WrongSetting(
                        "RUN=%s: has no %s; expected the folder of a run that has ended (one that"
                                .formatted(place, ResultJson.FILE)
                            + " was stopped goes on with --resume)"));
    try {
      return ResultJson.read(text, place + "/" + ResultJson.FILE);
    } catch (ResultFormatException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()), e);
    }
  }
}
