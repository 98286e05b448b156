package org.tengen.bench.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tengen.corpus.batch.LaneBatches;
import org.tengen.corpus.partition.PartitionWriter;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;

/** A lane's reading of shuffled batches from its mapped partition. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchBenchmark {
  private static final int VOCABULARY = 5000;
  private static final int WINDOW = 5;
  private static final int BATCH = 64;
  private static final int WORDS_OF_A_SENTENCE = 10;

  /** Of the partition: about a lane's share of WordNet, and one that fits no cache (400 MB). */
  @Param({"40000", "10000000"})
  int sentences;

  private LaneBatches batches = new LaneBatches(Tokens.of(3, Vocabulary.END), WINDOW, BATCH, 1, 0);
  private final int[] contexts = new int[BATCH * WINDOW];
  private final int[] targets = new int[BATCH];
  private long clock;

  /** Writes the partition and maps it; the file itself goes at once. */
  @Setup
  public void write() throws IOException {
    Path folder = Files.createTempDirectory("tengen-bench-");
    Path file = folder.resolve("lane");
    SplittableRandom random = new SplittableRandom(1);
    try (PartitionWriter out = new PartitionWriter(file, VOCABULARY)) {
      for (int sentence = 0; sentence < sentences; sentence++) {
        out.add(sentence, random.ints(WORDS_OF_A_SENTENCE, 3, VOCABULARY).toArray());
      }
      batches = new LaneBatches(out.finish(), WINDOW, BATCH, 1, 0);
    }
    Files.delete(file);
    Files.delete(folder);
  }

  /** One batch of 64 samples. */
  @Benchmark
  public int[] read() {
    batches.read(clock++, contexts, targets);
    return targets;
  }
}
