package org.tengen.jobs;

import java.util.List;
import org.tengen.driver.WrongSetting;
import org.tengen.jobs.settings.SettingsPage;
import org.tengen.jobs.settings.Suggestion;
import picocli.CommandLine;

/** {@code tengen help [COMMAND...]}. */
final class HelpJob {
  private static final String SETTINGS = "settings";

  private final Terminal terminal;
  private final CommandLine root;

  HelpJob(Terminal terminal, CommandLine root) {
    this.terminal = terminal;
    this.root = root;
  }

  int run(List<String> words) {
    if (words.equals(List.of(SETTINGS))) {
      terminal.out().print(SettingsPage.markdown());
      terminal.out().flush();
      return ExitCode.DONE;
    }
    CommandLine command = root;
    for (String word : words) {
      CommandLine below = command.getSubcommands().get(word);
      if (below == null) {
        throw new WrongSetting(
            "unknown command "
                + word
                + Suggestion.tail(word, List.copyOf(command.getSubcommands().keySet())));
      }
      command = below;
    }
    command.usage(terminal.out());
    return ExitCode.DONE;
  }
}
