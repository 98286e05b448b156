package org.tengen.driver.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.launch.RowProgram;
import org.tengen.models.word2vec.Kernels;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.worker.WorkerTime;
import org.tengen.worker.words.WordLoop;
import org.tengen.worker.words.WordTraining;
import scala.Tuple2;

/** A lane of word vectors: it encodes its partition into a file of its own, and trains on that. */
record WordProgram(WordTraining training) implements RowProgram<Tuple2<Long, int[]>> {

  @Override
  public Map<String, String> facts() {
    return facts(training);
  }

  static Map<String, String> facts(WordTraining training) {
    return Map.of(
        "kernel",
        Kernels.create(training.settings(), 1).name(),
        "java",
        Runtime.version().toString());
  }

  @Override
  public Work prepare(int lane, Iterator<Tuple2<Long, int[]>> records, Path folder)
      throws IOException {
    PartitionFile text =
        write(records, training.words().size(), folder.resolve("lane-" + lane + ".tokens"));
    if (text.size() == 0) {
      throw new CorpusException(
          "lane " + lane + " has no text; expected fewer workers or a larger corpus");
    }
    WordLoop loop = new WordLoop(training, text, lane, WorkerTime.system());
    return new Work() {
      @Override
      public StepTotals run(RowSession session) throws InterruptedException {
        return loop.run(session);
      }

      @Override
      public void close() {
        loop.close();
      }
    };
  }

  /** A lane's records as a file. */
  static PartitionFile write(Iterator<Tuple2<Long, int[]>> records, int words, Path file)
      throws IOException {
    return LaneFile.write(records, words + Vocabulary.SPECIALS, file);
  }
}
