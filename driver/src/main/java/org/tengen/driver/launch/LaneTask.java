package org.tengen.driver.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;

/**
 * The one closure that trains: partition {@code i} is lane {@code i}. A task that Spark starts
 * again takes the lane's next lease and goes on.
 *
 * @param <T> the records of a partition
 */
record LaneTask<T>(LaneStart<T> start, ServerWay way)
    implements Function2<Integer, Iterator<T>, Iterator<LaneOutcome>> {

  @Override
  public Iterator<LaneOutcome> call(Integer lane, Iterator<T> records) throws Exception {
    Path folder = Files.createTempDirectory(localFolder(), "tengen-lane-" + lane + "-");
    try {
      return List.of(start.run(lane, records, folder, worker(), way)).iterator();
    } finally {
      delete(folder);
    }
  }

  /** Spark's own place for files, which it deletes even where this process is killed. */
  private static Path localFolder() {
    return Path.of(SparkEnv.get().blockManager().diskBlockManager().localDirsString()[0]);
  }

  private static String worker() {
    return "executor %s at %s, process %d, attempt %d"
        .formatted(
            SparkEnv.get().executorId(),
            SparkEnv.get().blockManager().blockManagerId().host(),
            ProcessHandle.current().pid(),
            TaskContext.get().attemptNumber());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
