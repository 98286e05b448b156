package org.tengen.driver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.tengen.corpus.CorpusException;
import org.tengen.ps.server.RunFailedException;

class TaskFailureTest {
  private static final String LOST =
      "Job aborted due to stage failure: Lost task 0.3 in stage 1.0 (TID 7) (node executor 1): ";

  @Test
  void keepsTheCorpussFaultApartFromTheRuns() {
    Throwable named =
        new SparkException(LOST + "org.tengen.corpus.CorpusException: no text\n\tat x");
    Throwable itself = new ExecutionException(new CorpusException("no text"));
    Throwable other = new SparkException(LOST + "java.io.IOException: disk full\n\tat x");

    assertThat(TaskFailure.thrown(named)).isInstanceOf(CorpusException.class).hasMessage("no text");
    assertThat(TaskFailure.thrown(itself)).isInstanceOf(CorpusException.class);
    assertThat(TaskFailure.thrown(other))
        .isInstanceOf(RunFailedException.class)
        .hasMessage("disk full");
  }
}
