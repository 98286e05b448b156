package org.tengen.go.gtp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The last line that is not blank of a stream, which is read to its end. Safe for any threads. */
final class LastWords {
  private static final int LINE = 300;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String last = "";

  /** Reads until the end. */
  void read(InputStream in) {
    LineReader lines = new LineReader(new BufferedInputStream(in), LINE);
    try {
      Optional<LineReader.Line> line = lines.next();
      while (line.isPresent()) {
        String text = line.get().text().strip();
        if (!text.isEmpty()) {
          last = text.replaceAll("\\p{Cntrl}", " ");
        }
        line = lines.next();
      }
    } catch (IOException e) {
      // The process is gone, and its words with it.
    } finally {
      ended.countDown();
    }
  }

  /** Waits until all is read, but no longer than this. */
  void awaitEnd(Duration atMost) throws InterruptedException {
    ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** To follow a message; empty if there were none. */
  String tail() {
    return last.isEmpty() ? "" : "; it last said: " + last;
  }
}
