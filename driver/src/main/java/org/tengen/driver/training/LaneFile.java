package org.tengen.driver.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.partition.PartitionWriter;
import scala.Tuple2;

/** Puts a lane's records, as ids, into a file of its own. */
final class LaneFile {
  private LaneFile() {}

  /**
   * Writes and maps them.
   *
   * @param records by their numbers, in ascending order
   * @param vocabulary what all ids are below
   */
  static PartitionFile write(Iterator<Tuple2<Long, int[]>> records, int vocabulary, Path file)
      throws IOException {
    try (PartitionWriter writer = new PartitionWriter(file, vocabulary)) {
      while (records.hasNext()) {
        Tuple2<Long, int[]> record = records.next();
        writer.add(record._1(), record._2());
      }
      return writer.finish();
    }
  }
}
