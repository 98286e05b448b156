package org.tengen.bench.live;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tengen.jobs.Tengen;
import org.tengen.web.live.LivePage;

/**
 * Runs {@code tengen} with the arguments given and its live page open in four browsers, which are
 * threads that read the stream and forget it; then prints the CPU time of the page's threads beside
 * the process's. The browsers' own time counts on neither side.
 */
public final class PageCost {
  private static final int BROWSERS = 4;
  private static final String BROWSER = "page-cost-browser-";
  private static final String DISPATCHER = "HTTP-Dispatcher";
  private static final long LOOK_MS = 100;
  private static final double NS = 1e9;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** By thread, its CPU time when it was seen last: it may end before the run does. */
  private final Map<Long, Long> page = new HashMap<>();

  private final Map<Long, Long> browsers = new HashMap<>();
  private long read;

  private PageCost() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws IOException {
    PageCost cost = new PageCost();
    int port = freePort();
    cost.watch(port);
    Runtime.getRuntime().addShutdownHook(new Thread(cost::print));
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--page-port=" + port);
    Tengen.main(all.toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void watch(int port) {
    for (int i = 0; i < BROWSERS; i++) {
      daemon(BROWSER + i, () -> browse(port));
    }
    daemon("page-cost", this::follow);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Reads the stream as soon as there is one, and again when it has ended. */
  private void browse(int port) {
    URI address = URI.create("http://127.0.0.1:" + port + "/events");
    while (!Thread.currentThread().isInterrupted()) {
      try (InputStream in = address.toURL().openStream()) {
        byte[] buffer = new byte[1 << 16];
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
          count(got);
        }
      } catch (IOException e) {
        rest(); // the run has not begun, or is over
      }
    }
  }

  private synchronized void count(int bytes) {
    read += bytes;
  }

  private void follow() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      rest();
    }
  }

  private static void rest() {
    try {
      Thread.sleep(LOOK_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() {
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null) {
        long ns = threads.getThreadCpuTime(info.getThreadId());
        String name = info.getThreadName();
        if (ns > 0 && (name.startsWith(LivePage.THREADS) || name.equals(DISPATCHER))) {
          page.put(info.getThreadId(), ns);
        } else if (ns > 0 && name.startsWith(BROWSER)) {
          browsers.put(info.getThreadId(), ns);
        }
      }
    }
  }

  private synchronized void print() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double pageS = sum(page);
    double all = system.getProcessCpuTime() / NS - sum(browsers);
    System.out.printf(
        Locale.ROOT,
        "page: %.2f s of CPU in %d threads, process: %.1f s, share: %.3f %%; read by %d browsers: %.1f MB%n",
        pageS,
        page.size(),
        all,
        100 * pageS / all,
        BROWSERS,
        read / 1e6);
  }

  private static double sum(Map<Long, Long> ns) {
    return ns.values().stream().mapToLong(Long::longValue).sum() / NS;
  }
}
