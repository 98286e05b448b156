package org.tengen.jobs;

import java.util.Map;
import org.tengen.jobs.settings.JobName;
import org.tengen.jobs.settings.Sources;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line's entry: {@code tengen JOB --flags}, from the launcher or from spark-submit.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 a setting is wrong (one line says which), 3 stopped and can be
 * resumed.
 */
public final class Tengen {
  private final Terminal terminal;
  private final CommandLine root;

  Tengen(Terminal terminal, Sources sources, Map<JobName, Job> jobs) {
    this.terminal = terminal;
    this.root = new CommandTree(terminal, sources, jobs).build();
  }

  /** Runs the job that {@code args} name, and ends the process with its exit code. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    Sources sources = Sources.ofProcess(RunFolders::settings);
    System.exit(new Tengen(terminal, sources, Jobs.all(terminal)).run(args));
  }

  /** Runs the job that {@code args} name. */
  int run(String... args) {
    try {
      ParseResult typed = last(root.parseArgs(args));
      if (typed.isUsageHelpRequested()) {
        typed.commandSpec().commandLine().usage(terminal.out());
        return ExitCode.DONE;
      }
      return run(typed);
    } catch (ParameterException e) {
      return refuse(e.getCommandLine(), new Failure(ExitCode.WRONG_SETTING, Misuse.line(e)));
    }
  }

  private int run(ParseResult typed) {
    try {
      return ((Action) typed.commandSpec().userObject()).run(typed);
    } catch (Exception | Error e) {
      return refuse(typed.commandSpec().commandLine(), Failure.of(e));
    }
  }

  private static ParseResult last(ParseResult typed) {
    ParseResult last = typed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last;
  }

  private int refuse(CommandLine command, Failure failure) {
    terminal.err().println(command.getCommandSpec().qualifiedName() + ": " + failure.text());
    return failure.exitCode();
  }
}
