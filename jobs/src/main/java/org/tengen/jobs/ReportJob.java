package org.tengen.jobs;

import java.util.List;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.web.report.Report;
import org.tengen.web.report.ResultFormatException;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.TerminalTable;

/** {@code tengen report RUN...}: draws the reports of runs again from their figures. */
final class ReportJob {
  private final Terminal terminal;

  ReportJob(Terminal terminal) {
    this.terminal = terminal;
  }

  int run(List<String> runs) {
    List<RunFolder> folders = runs.stream().map(RunFolders::ended).toList();
    List<RunResult> results = folders.stream().map(ReportJob::read).toList();
    for (int i = 0; i < folders.size(); i++) {
      draw(folders.get(i), results.get(i));
    }
    terminal.out().print(TerminalTable.of(together(results)));
    results.stream().map(RunResult::summary).filter(s -> !s.isEmpty()).forEach(terminal::say);
    return ExitCode.DONE;
  }

  private void draw(RunFolder folder, RunResult result) {
    Report.files(result)
        .forEach(
            (name, text) -> {
              if (!name.equals(ResultJson.FILE)) {
                folder.write(name, text);
                terminal.say("written: " + folder.place() + "/" + name);
              }
            });
  }

  /** One table's worth: the first result with the trainings of all. */
  private static RunResult together(List<RunResult> results) {
    RunResult first = results.get(0);
    return new RunResult(
        first.job(),
        first.command(),
        first.startedAt(),
        first.settings(),
        first.versions(),
        first.unigramPerplexity(),
        first.summary(),
        results.stream().flatMap(result -> result.runs().stream()).toList());
  }

  private static RunResult read(RunFolder folder) {
    String place = folder.place();
    String text =
        folder
            .read(ResultJson.FILE)
            .orElseThrow(
                () ->
                    new WrongSetting(
                        "RUN=%s: has no %s, so it has not ended; --resume %s goes on with it"
                            .formatted(place, ResultJson.FILE, place)));
    try {
      return ResultJson.read(text, place + "/" + ResultJson.FILE);
    } catch (ResultFormatException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()), e);
    }
  }
}
