package org.tengen.jobs;

import java.util.List;
import java.util.stream.Stream;

/** What help says about the commands. */
final class Pages {
  static final Page ROOT =
      new Page(
          List.of(
              "Trains neural networks on Spark through a parameter server: synchronously,"
                  + " asynchronously, or anywhere between; and measures what staleness costs and"
                  + " buys."));

  static final Page COMPARE =
      new Page(
          List.of(
              "Trains one network under several strategies to the same budget of samples, and shows"
                  + " what each cost and reached.",
              "",
              "Without flags: the next-word network on WordNet's glosses, with four workers in one"
                  + " JVM, of which one is slow now and then. The file conf/compare.properties says"
                  + " so; flags beat it."),
          "tengen compare",
          "tengen compare --straggler 0:3x --strategy bsp,ssp:4,asp --samples 100000",
          "tengen compare --corpus /data/text --out runs/mine");

  static final Page TRAIN = new Page(List.of("Trains one network."));

  static final Page NEXT_WORD =
      new Page(
          List.of(
              "Trains a network that predicts the next word from those before it.",
              "",
              "The file conf/next-word.properties has its settings; flags beat it."),
          "tengen train next-word --strategy ssp:3 --epochs 3 --out runs/long",
          "tengen train next-word --resume runs/long",
          "tengen train next-word --master spark://host:7077 --workers 16 --dry-run");

  static final Page LM =
      new Page(
          List.of(
              "Trains a language model: a recurrent network that predicts every word of a text from"
                  + " all words before it or, with --bidirectional, from the words on both sides.",
              "",
              "The file conf/lm.properties has its settings; flags beat it."
                  + " docs/language-models.md says what it does with a text."),
          "tengen train lm --cell gru --strategy ssp:3 --out runs/lm",
          "tengen train lm --corpus /data/text --layers 2 --tied --softmax sampled:1000",
          "tengen train lm --resume runs/lm");

  static final Page WORD2VEC =
      new Page(
          List.of(
              "Trains word vectors by CBOW or skip-gram, in two tables of which each worker fetches the"
                  + " rows that it needs; writes them in word2vec's formats.",
              "",
              "The file conf/word2vec.properties has its settings; flags beat it."
                  + " docs/word-vectors.md says more."),
          "tengen train word2vec --corpus text.gz --out runs/words",
          "tengen train word2vec --sg on --window 10 --alpha 0.05 --epochs 10",
          "tengen train word2vec --resume runs/words");

  static final Page GO =
      new Page(
          List.of(
              "Trains a policy-value network on records of games of Go: to say of a position which move"
                  + " was played and who has won.",
              "",
              "The file conf/go.properties has its settings; flags beat it. docs/go.md says what becomes"
                  + " of records, and what the run leaves for playing."),
          "tengen train go --records games.tar.gz --out runs/go",
          "tengen train go --records sgf/ --size 13 --blocks 10 --filters 96 --strategy ssp:3",
          "tengen train go --resume runs/go");

  private static final String OF_VECTORS =
      "The vectors are a file in word2vec's text or binary format, or the folder of a run.";

  static final Page NEAREST =
      new Page(
          "The word.",
          List.of("Shows the words whose vectors are nearest to a word's, by cosine.", OF_VECTORS),
          "tengen nearest queen --vectors runs/words");

  static final Page ANALOGY =
      new Page(
          "Three words, A B C: which word is to C as B is to A?",
          List.of("Shows the words that complete an analogy, the best first.", OF_VECTORS),
          "tengen analogy man king woman --vectors runs/words");

  static final Page SIMILARITY =
      new Page(
          "A file of pairs of words with people's ratings, with tabs or commas between.",
          List.of(
              "Correlates vectors with people's ratings of pairs of words (Spearman).", OF_VECTORS),
          "tengen similarity wordsim353.tsv --vectors runs/words");

  static final Page ANALOGIES =
      new Page(
          "A file of analogies, four words a line, below lines ': SECTION'.",
          List.of("Shows which share of analogies vectors complete, by section.", OF_VECTORS),
          "tengen analogies questions-words.txt --vectors vectors.bin --among 30000");

  static final Page SIMULATE =
      new Page(
          List.of(
              "Trains a network with simulated workers, 1 to 1,024 of them, in one thread and in"
                  + " virtual time: what would a strategy do there? Gradients and server are the"
                  + " real ones, and the seed decides everything.",
              "",
              "The file conf/simulate.properties has its settings; flags beat it."
                  + " docs/simulate.md says what is simulated."),
          "tengen simulate --strategy ssp:3 --workers 16 --straggler any:10x@5%",
          "tengen simulate --conf conf/simulate-small.properties --workers 256 --strategy asp",
          "tengen simulate --step-time from:runs/real --machines 4 --cores 8 --workers 32",
          "tengen simulate --strategy bsp,ssp:3,asp --workers 4,16 --seeds 3 --out runs/plan",
          "tengen simulate --resume runs/plan");

  static final Page REPORT =
      new Page(
          "The folder of a run that has ended.",
          List.of(
              "Draws a run's report again from its result.json: report.html, report.md and the"
                  + " table. Several runs, real or simulated, are laid side by side in a page of"
                  + " their own."),
          "tengen report runs/mine",
          "tengen report runs/mine --pictures slides",
          "tengen report runs/real runs/simulated --out runs/both");

  static final Page SAMPLE =
      new Page(
          "The folder of a training of lm or next-word that has ended.",
          List.of(
              "Goes on with a text as a trained network would, word by word; a sentence ends a line."
                  + " Needs no Spark."),
          "tengen sample runs/lm --prompt \"a person who\" --words 20",
          "tengen sample runs/lm --temperature 0.7 --seed 3");

  static final Page EXERCISE =
      new Page(
          "binary-addition, initialisations or sine.",
          List.of(
              "Trains small networks through the parameter server, in a few minutes, and leaves a"
                  + " page that compares them.",
              "",
              "binary-addition: a recurrent network adds two binary numbers, with sigmoid and with"
                  + " rectified linear units.",
              "initialisations: eight layers from four kinds of first weights.",
              "sine: recurrent networks predict a sine, and go on with it by themselves."),
          "tengen exercise binary-addition",
          "tengen exercise sine --strategy ssp:3 --workers 4");

  static final Page CHECK =
      new Page(
          List.of(
              "Looks whether this machine, or the cluster at --master, can run the jobs, and says"
                  + " for each thing that is wrong how to mend it. Exit code 1 when something is."),
          "tengen check",
          "tengen check --master spark://host:7077 --workers 16");

  static final Page SERVER =
      new Page(
          List.of(
              "Holds shards of the parameter server for trainings with placement=standalone, for"
                  + " one run at a time. Ends at SIGTERM."),
          "tengen server --listen 0.0.0.0:7071 --secret-file secret",
          "tengen train next-word --placement standalone --servers node1:7071 --secret-file"
              + " secret");

  static final Page GTP =
      new Page(
          List.of(
              "Plays Go with programs that speak the Go Text Protocol: answers commands from"
                  + " standard input on standard output, until quit or the end. docs/sgf-and-gtp.md"
                  + " lists the commands."),
          "tengen gtp --simulations 5000",
          "gogui -program \"tengen gtp --seed 7\"");

  static final Page MATCH =
      new Page(
          "A player: uct, uct:SIMULATIONS, model:FOLDER or model:FOLDER:SIMULATIONS for a network, or"
              + " gtp:COMMAND for an engine that speaks the Go Text Protocol.",
          List.of(
              "Lets two players of Go play each other, with colours and openings shared out fairly,"
                  + " and says how sure it is who is stronger. docs/sgf-and-gtp.md."),
          "tengen match uct:1000 uct:100 --games 200",
          "tengen match uct:5000 \"gtp:gnugo --mode gtp --chinese-rules\"");

  static final Page HELP =
      new Page(
          "The command's words, e.g. train next-word; or settings, for all of them.",
          List.of("Shows help."),
          "tengen help train next-word",
          "tengen help settings");

  private Pages() {}

  /**
   * One command's.
   *
   * @param words what its arguments are, where it takes some
   * @param says lines; an empty one parts paragraphs
   * @param tries command lines, as examples
   */
  record Page(String words, List<String> says, List<String> tries) {
    Page(List<String> says, String... tries) {
      this("", says, List.of(tries));
    }

    Page(String words, List<String> says, String... tries) {
      this(words, says, List.of(tries));
    }

    String[] lines() {
      return escaped(says.stream());
    }

    String[] examples() {
      Stream<String> heading = tries.isEmpty() ? Stream.of() : Stream.of("", "Examples:");
      return escaped(Stream.concat(heading, tries.stream().map(line -> "  " + line)));
    }

    /** As picocli wants it, for which a line is a format. */
    private static String[] escaped(Stream<String> lines) {
      return lines.map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }
  }

  /** The commands, by who wants them. */
  static String commands() {
    return """

    Start here:
      check             can this machine, or this cluster, run it?
      compare           one network under several strategies, with the figures

    Train:
      train next-word   one network, one strategy, for as long as it takes
      train lm          a language model: rnn, lstm, gru, one way or both
      train word2vec    word vectors: CBOW or skip-gram, on tables of rows
      train go          a policy-value network, on records of games

    Look at word vectors:
      nearest WORD      the words that are nearest to one
      analogy A B C     which word is to C as B is to A
      similarity FILE   correlation with people's ratings of pairs
      analogies FILE    how many of a file's are right, by section

    Learn by looking:
      exercise NAME     binary-addition, initialisations or sine: a page to look at

    Ask first what a cluster would do:
      simulate          one network, one strategy, simulated workers and virtual time

    Beside a training:
      server            a process that holds shards, for placement=standalone

    Play Go:
      gtp               an engine that other programs talk to
      match A B         games between two players, and who is stronger

    Afterwards:
      sample RUN        a text as the trained network would go on with it
      report RUN...     draw a run's report again, or set runs side by side
      help COMMAND      a command's settings; help settings lists all of them

    Exit codes: 0 done, 1 failed, 2 a setting is wrong, 3 stopped and can be resumed.
    """;
  }
}
