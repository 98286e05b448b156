package org.tengen.bench.masters;

import org.tengen.models.Engine;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmark of training masters: {@code accuracy} or {@code speed}. */
@Command(
    name = "training-masters",
    description = "Tengen's training master against Deeplearning4j's own.",
    subcommands = {Accuracy.class, Speed.class, Cost.class, CommandLine.HelpCommand.class})
public final class TrainingMasters {
  private TrainingMasters() {}

  /** Runs what the first argument names. */
  public static void main(String[] arguments) {
    // gradient sharing gives up too early on a busy machine
    System.setProperty("aeron.publication.unblock.timeout", "40s");
    // the native side's settings come before the first ND4J class
    Engine.load();
    System.exit(new CommandLine(new TrainingMasters()).execute(arguments));
  }
}
