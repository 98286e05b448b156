package org.tengen.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tengen.driver.WrongSetting;
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

  int run(List<String> folders) throws IOException {
    List<RunResult> results = new ArrayList<>();
    for (String folder : folders) {
      results.add(read(Path.of(folder)));
    }
    for (int i = 0; i < folders.size(); i++) {
      draw(Path.of(folders.get(i)), results.get(i));
    }
    terminal.out().print(TerminalTable.of(together(results)));
    results.stream().map(RunResult::summary).filter(s -> !s.isEmpty()).forEach(terminal::say);
    return ExitCode.DONE;
  }

  private void draw(Path folder, RunResult result) throws IOException {
    for (Map.Entry<String, String> file : Report.files(result).entrySet()) {
      if (!file.getKey().equals(ResultJson.FILE)) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
        terminal.say("written: " + folder.resolve(file.getKey()));
      }
    }
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

  private static RunResult read(Path folder) throws IOException {
    Path file = folder.resolve(ResultJson.FILE);
    if (!Files.isDirectory(folder)) {
      throw new WrongSetting("RUN=" + folder + ": no such folder; expected a run's");
    }
    if (!Files.isRegularFile(file)) {
      throw new WrongSetting(
          "RUN=%s: has no %s, so it has not ended; --resume %s goes on with it"
              .formatted(folder, ResultJson.FILE, folder));
    }
    try {
      return ResultJson.read(Files.readString(file), file.toString());
    } catch (ResultFormatException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()), e);
    }
  }
}
