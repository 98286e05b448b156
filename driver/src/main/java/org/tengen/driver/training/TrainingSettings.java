package org.tengen.driver.training;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.deal.Dealing;
import org.tengen.corpus.text.Reading;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.network.TextNetwork;
import org.tengen.driver.network.Trainee;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.worker.Straggler;

/**
 * All that a training of a network is told. What is here is valid by itself; what depends on the
 * samples or the cluster is checked when these are known.
 *
 * @param subject the samples and the network
 * @param seed where every random number of the run comes from
 */
public record TrainingSettings(
    Subject subject, Lanes lanes, Learning learning, Watching watching, Wire wire, long seed) {

  /** Of a network on text. */
  public TrainingSettings(
      Text text,
      TextNetwork network,
      Lanes lanes,
      Learning learning,
      Watching watching,
      Wire wire,
      long seed) {
    this(new TextSubject(text, network), lanes, learning, watching, wire, seed);
  }

  /** The same at {@code 1/2^halvings} of the rate. */
  TrainingSettings halved(int halvings) {
    float rate = Math.scalb(learning.rate, -halvings);
    return new TrainingSettings(subject, lanes, learning.at(rate), watching, wire, seed);
  }

  /** The largest network that the settings allow. */
  Trainee largest() {
    return subject.largest(seed);
  }

  /**
   * The corpus and how it becomes ids.
   *
   * @param corpus a file, a folder, a URI that Hadoop opens, or {@code wordnet31}
   * @param tokenizer its name
   * @param minCount the least count of a word in the vocabulary
   * @param maxVocabulary the most ids, the special ones included
   * @param validationShare of the records, 0..1, held out
   */
  public record Text(
      String corpus,
      String tokenizer,
      int minCount,
      int maxVocabulary,
      double validationShare,
      Preparation preparation) {
    /** With the usual preparation. */
    public Text(
        String corpus, String tokenizer, int minCount, int maxVocabulary, double validationShare) {
      this(corpus, tokenizer, minCount, maxVocabulary, validationShare, Preparation.USUAL);
    }
  }

  /**
   * How the corpus is read, cut and dealt out, where that is not as usual.
   *
   * @param reading how files become records
   * @param merges of a tokenizer that cuts words into pieces; null for none
   * @param dealing how records are dealt out to lanes
   */
  public record Preparation(Reading reading, @Nullable MergesFrom merges, Dealing dealing) {
    /** Text a line, whole words, lanes by record number. */
    public static final Preparation USUAL = new Preparation(Reading.USUAL, null, Dealing.RECORDS);
  }

  /**
   * The lanes and where they meet.
   *
   * @param workers lanes
   * @param shards of the parameter server
   * @param codec how pushes travel
   * @param together how many lanes run at once at least; where that is fewer than there are, they
   *     take turns
   * @param turn how long a lane then runs at least before another takes its slot
   */
  public record Lanes(
      int workers,
      int shards,
      Strategy strategy,
      Codec codec,
      Straggler straggler,
      int together,
      Duration turn) {
    /** Lanes that push raw floats, and all run at once. */
    public Lanes(int workers, int shards, Strategy strategy, Straggler straggler) {
      this(workers, shards, strategy, new Codec.Float32(), straggler, workers, Duration.ZERO);
    }

    /** The same lanes with another codec. */
    public Lanes with(Codec other) {
      return new Lanes(workers, shards, strategy, other, straggler, together, turn);
    }
  }

  /**
   * What an update is, and how many samples there are.
   *
   * @param schedule as {@link org.tengen.ps.optimiser.Schedule#parse} reads it
   * @param linearRate whether the rate is multiplied by the number of workers
   * @param batch samples of one lane's step
   * @param samples the run's budget; 0 means that {@code epochs} decides
   * @param epochs the budget as rounds over the training split
   */
  public record Learning(
      OptimiserSettings optimiser,
      float rate,
      String schedule,
      boolean linearRate,
      Clipping clipping,
      int batch,
      long samples,
      double epochs) {

    /** The same at another rate. */
    Learning at(float otherRate) {
      return new Learning(
          optimiser, otherRate, schedule, linearRate, clipping, batch, samples, epochs);
    }
  }

  /**
   * What is looked at and kept during the run.
   *
   * @param evaluations evaluations on the validation split, spread evenly over the budget
   * @param checkpointEvery samples between checkpoints; 0 means at the end only
   * @param keepCheckpoints how many are kept
   * @param tensorboard whether there are event files
   */
  public record Watching(
      int evaluations,
      long checkpointEvery,
      int keepCheckpoints,
      Diverging diverging,
      boolean tensorboard) {
    /** Without event files. */
    public Watching(
        int evaluations, long checkpointEvery, int keepCheckpoints, Diverging diverging) {
      this(evaluations, checkpointEvery, keepCheckpoints, diverging, false);
    }

    /** With a divergence that stops the run. */
    public Watching(int evaluations, long checkpointEvery, int keepCheckpoints) {
      this(evaluations, checkpointEvery, keepCheckpoints, Diverging.STOPS);
    }
  }

  /**
   * When a training has diverged, and what becomes of it then.
   *
   * @param bound nats of the mean training loss above the best so far, beyond which it has
   */
  public record Diverging(Reaction reaction, double bound) {
    /** The usual bound. */
    public static final Diverging STOPS = new Diverging(Reaction.STOP, 2);

    /** What becomes of a training that has diverged. */
    public enum Reaction {
      /** It ends, and says why. */
      STOP,
      /** It goes on at half the rate, from a checkpoint of before. */
      LOWER,
      /** Nothing; nobody looks. */
      IGNORE
    }
  }

  /**
   * How lanes reach the server, and how long anybody waits.
   *
   * @param connections how lanes and server are connected
   * @param listen where the server listens, if it does; null for Spark's own host and any port
   * @param startDeadline for executors and lanes to arrive
   * @param deadline for every other wait
   * @param place where the shards are
   * @param replicas how many processes have each shard
   */
  public record Wire(
      TcpSettings connections,
      @Nullable Listen listen,
      Duration startDeadline,
      Duration deadline,
      ShardPlace place,
      int replicas) {

    /** With each shard in one process. */
    public Wire(
        TcpSettings connections,
        @Nullable Listen listen,
        Duration startDeadline,
        Duration deadline,
        ShardPlace place) {
      this(connections, listen, startDeadline, deadline, place, 1);
    }

    /** With the shards in the driver's JVM. */
    public Wire(
        TcpSettings connections,
        @Nullable Listen listen,
        Duration startDeadline,
        Duration deadline) {
      this(connections, listen, startDeadline, deadline, new ShardPlace.Driver());
    }

    /** Of a training whose lanes are simulated: nothing is connected. */
    public static Wire none() {
      return new Wire(TcpSettings.defaults(), null, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    /** Whether lanes of the server's own JVM call it, rather than use sockets too. */
    public boolean direct() {
      return connections.transport() == Transport.AUTO;
    }
  }
}
