package org.tengen.jobs.settings;

import java.util.List;

/** A job that has settings. */
public enum JobName {
  /** One training of the next-word network. */
  TRAIN_NEXT_WORD("train next-word", "next-word.properties"),
  /** One training of a language model. */
  TRAIN_LM("train lm", "lm.properties"),
  /** One training of word vectors. */
  TRAIN_WORD2VEC("train word2vec", "word2vec.properties"),
  /** One training of a policy-value network on games of Go. */
  TRAIN_GO("train go", "go.properties"),
  /** The training of the next-word network under several strategies. */
  COMPARE("compare", "compare.properties"),
  /** One training with simulated workers. */
  SIMULATE("simulate", "simulate.properties"),
  /** Whether this machine, or a cluster, can run the jobs. */
  CHECK("check", "check.properties"),
  /** A process that holds shards. */
  SERVER("server", "server.properties"),
  /** An engine of the Go Text Protocol. */
  GTP("gtp", "gtp.properties"),
  /** Games of Go between two players. */
  MATCH("match", "match.properties");

  private final String words;
  private final String fileName;

  JobName(String words, String fileName) {
    this.words = words;
    this.fileName = fileName;
  }

  /** As typed after {@code tengen}. */
  public String words() {
    return words;
  }

  /** As one word, in a run folder's name. */
  public String slug() {
    return words.substring(words.lastIndexOf(' ') + 1);
  }

  /** The job's file in {@code conf/}; a job without one takes the defaults. */
  String fileName() {
    return fileName;
  }

  /** Whether it leaves a run folder that can be gone on with. */
  public boolean leavesRuns() {
    return this == TRAIN_WORD2VEC || this == TRAIN_GO || networks().contains(this);
  }

  /** Those that train a network on text. */
  public static List<JobName> networks() {
    return List.of(TRAIN_NEXT_WORD, TRAIN_LM, COMPARE, SIMULATE);
  }
}
