package org.tengen.jobs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tengen.corpus.CorpusException;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.TrainingDiverged;
import org.tengen.driver.WrongSetting;
import org.tengen.go.GoException;
import org.tengen.go.gtp.EngineException;
import org.tengen.ps.server.RunFailedException;

/**
 * How a job ended that did not end well.
 *
 * @param exitCode see {@link ExitCode}
 * @param text one line where that says it all; else with the stack trace
 */
record Failure(int exitCode, String text) {

  private static final Map<Class<? extends Throwable>, Integer> CODES =
      Map.of(
          WrongSetting.class, ExitCode.WRONG_SETTING,
          CorpusException.class, ExitCode.WRONG_SETTING,
          GoException.class, ExitCode.WRONG_SETTING,
          EngineException.class, ExitCode.FAILED,
          StoppedResumable.class, ExitCode.RESUMABLE,
          TrainingDiverged.class, ExitCode.FAILED,
          RunFailedException.class, ExitCode.FAILED);

  static Failure of(Throwable thrown) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      Integer code = CODES.get(t.getClass());
      if (code != null) {
        return new Failure(code, line(t));
      }
    }
    return new Failure(ExitCode.FAILED, trace(thrown));
  }

  private static String line(Throwable e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return "failed: " + text.toString().strip();
  }
}
