package org.tengen.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tengen.driver.WrongSetting;
import org.tengen.web.report.Report;
import org.tengen.web.report.ResultFormatException;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;

/** {@code tengen report RUN...}: draws the reports of runs again from their figures. */
final class ReportJob {
  private final Terminal terminal;

  ReportJob(Terminal terminal) {
    this.terminal = terminal;
  }

  int run(Iterable<String> folders) throws IOException {
    for (String folder : folders) {
      draw(Path.of(folder));
    }
    return ExitCode.DONE;
  }

  private void draw(Path folder) throws IOException {
    Map<String, String> files = Report.files(read(folder));
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (!file.getKey().equals(ResultJson.FILE)) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
        terminal.say("written: " + folder.resolve(file.getKey()));
      }
    }
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
