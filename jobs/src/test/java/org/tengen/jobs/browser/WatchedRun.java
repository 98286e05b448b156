package org.tengen.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.tengen.jobs.Captured;
import org.tengen.web.live.LivePage;

/** A run of this JVM, with four workers that are slow enough to be watched. */
final class WatchedRun implements AutoCloseable {
  private static final Pattern PAGE = Pattern.compile("live page: (\\S+)");
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private final Captured tengen = new Captured();
  private final CompletableFuture<Integer> exit;
  private volatile boolean stop;

  private WatchedRun(List<String> words) {
    String[] line = words.toArray(String[]::new);
    this.exit = CompletableFuture.supplyAsync(() -> tengen.runReally(() -> stop, line));
  }

  static WatchedRun start(Path folder, Path corpus, String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(
        List.of(
            ("--corpus=%s --out=%s --workers=4 --shards=2 --batch=16 --window=3 --embedding=8"
                    + " --hidden=16 --vocabulary=50 --min-count=1 --validation=0.05 --samples=100000"
                    + " --evaluations=8 --straggler=any:60x --checkpoint-every=none")
                .formatted(corpus, folder.resolve("run"))
                .split(" ")));
    return new WatchedRun(line);
  }

  /** Where its page is. */
  String page() {
    Awaitility.await("the page's address")
        .atMost(DEADLINE)
        .until(() -> PAGE.matcher(tengen.out()).find());
    Matcher found = PAGE.matcher(tengen.out());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /** Is it over, well or not? */
  boolean ended() {
    return exit.isDone();
  }

  void awaitEnd() throws Exception {
    assertThat(exit.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).as(tengen.err()).isZero();
  }

  /** The threads of pages that are there. */
  List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(LivePage.THREADS))
        .toList();
  }

  @Override
  public void close() {
    stop = true;
    exit.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
    System.clearProperty("spark.master");
  }
}
