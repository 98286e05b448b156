package org.tengen.jobs.settings;

/** Settings that belong together, for whom they are, in the order that help shows them. */
public enum Section {
  /** What a first run changes. */
  RUN("The run"),
  /** For whoever brings a corpus or changes the network. */
  DATA("Data and network"),
  /** For whoever tunes. */
  LEARNING("Learning"),
  /** For whoever watches a long run, or repeats one. */
  KEEPING("Evaluation and checkpoints"),
  /** For whoever asks what a cluster would do. */
  SIMULATION("The simulated cluster"),
  /** For whoever plays Go. */
  GAME("The game"),
  /** For whoever chooses who plays, and how strongly. */
  PLAYERS("Players"),
  /** For whoever runs a cluster. */
  CLUSTER("Cluster, connections and deadlines");

  private final String heading;

  Section(String heading) {
    this.heading = heading;
  }

  /** Above the section's settings. */
  public String heading() {
    return heading;
  }
}
