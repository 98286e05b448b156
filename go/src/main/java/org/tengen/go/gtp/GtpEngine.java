package org.tengen.go.gtp;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.tengen.go.player.Player;

/**
 * The commands of an engine, on the game that they set up and play. One thread's own.
 *
 * <p>A command that fails, for whatever reason, leaves the engine ready for the next.
 */
final class GtpEngine {
  private static final String PROTOCOL = "2";

  private final Map<String, Command> commands = new TreeMap<>();

  GtpEngine(GtpSettings settings, Player player, LongSupplier nanoTime) {
    Session session = new Session(settings, player, nanoTime);
    PlayCommands play = new PlayCommands(session);
    add(administration(settings));
    add(new SetupCommands(session).all());
    add(play.all());
    add(new RecordCommands(session).all());
    add(new KgsCommands(session, play, settings).all());
    commands.putAll(new AnalysisCommands(session, play).all());
  }

  private void add(Map<String, Command.Plain> plain) {
    plain.forEach((name, command) -> commands.put(name, (words, live) -> command.run(words)));
  }

  private Map<String, Command.Plain> administration(GtpSettings settings) {
    return Map.of(
        "protocol_version", arguments -> PROTOCOL,
        "name", arguments -> settings.name(),
        "version", arguments -> settings.version(),
        "known_command", arguments -> Boolean.toString(knows(arguments.word(0))),
        "list_commands", arguments -> String.join("\n", commands.keySet()),
        "quit", arguments -> "");
  }

  private boolean knows(String name) {
    return commands.containsKey(name);
  }

  /** Does a command; what it answers before it is done goes to {@code live}. */
  GtpReply run(String name, List<String> arguments, Command.Live live) {
    Command command = commands.get(name);
    if (command == null) {
      return new GtpReply(false, "unknown command");
    }
    try {
      return new GtpReply(true, command.run(new Arguments(arguments), live));
    } catch (GtpFailure e) {
      return new GtpReply(false, String.valueOf(e.getMessage()));
    }
  }
}
