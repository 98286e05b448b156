package org.tengen.jobs;

import java.util.List;
import java.util.stream.Stream;
import org.tengen.jobs.settings.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be read, as one line. */
final class Misuse {
  private Misuse() {}

  static String line(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(command, unmatched.getUnmatched().get(0));
    }
    if (e instanceof OverwrittenOptionException twice) {
      return twice.getOverwritten() instanceof CommandLine.Model.OptionSpec option
          ? option.longestName() + " is given twice; keep one of them"
          : String.valueOf(e.getMessage());
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing(missing.getMissing().get(0));
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read");
  }

  private static String unmatched(CommandSpec command, String word) {
    if (word.startsWith("-")) {
      String flag = word.split("=", 2)[0];
      List<String> flags = command.options().stream().flatMap(o -> Stream.of(o.names())).toList();
      return "unknown flag " + flag + tail(flag, flags, command);
    }
    List<String> below = List.copyOf(command.subcommands().keySet());
    String what = below.isEmpty() ? "unexpected argument " : "unknown command ";
    return what + word + tail(word, below, command);
  }

  private static String tail(String word, List<String> known, CommandSpec command) {
    String suggestion = Suggestion.tail(word, known);
    return suggestion.isEmpty()
        ? "; " + command.qualifiedName() + " --help lists what there is"
        : suggestion;
  }

  private static String missing(CommandLine.Model.ArgSpec arg) {
    return arg instanceof CommandLine.Model.OptionSpec option
        ? option.longestName() + " needs a value: " + option.longestName() + " " + arg.paramLabel()
        : "expected " + arg.paramLabel() + ": " + arg.description()[0];
  }
}
