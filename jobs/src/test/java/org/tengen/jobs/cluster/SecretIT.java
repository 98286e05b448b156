package org.tengen.jobs.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run's secret is in none of the places that somebody else could read. */
@Tag("cluster")
@Timeout(900)
class SecretIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;
  @TempDir private Path notes;

  @Test
  void theSecretIsInNoFileNoPageAndNoArgument() throws IOException, InterruptedException {
    Path corpus = Files.write(folder.resolve("corpus.txt"), Texts.sentences(600));
    Path secrets = notes.resolve("secrets");
    Path events = Files.createDirectories(folder.resolve("events"));
    String out = folder.resolve("run").toString();
    int port = freePort();
    try (Cluster cluster = Cluster.start(folder, 2)) {
      List<String> options =
          List.of(
              "--master",
              cluster.master(),
              "--conf",
              "spark.ui.port=" + port,
              "--conf",
              "spark.eventLog.enabled=true",
              "--conf",
              "spark.eventLog.dir=" + events.toUri());
      // long enough to look at all pages on a busy machine
      Training training = Training.of(corpus.toString(), "bsp").slow().with("--samples", "28800");
      try (Submission run = Submission.watched(folder, options, secrets, out, training.into(out))) {
        run.awaitSamples(Training.SAMPLES / 10);
        Map<String, String> shown = pages(cluster, "http://127.0.0.1:" + port);
        shown.putAll(arguments(cluster, run));
        assertThat(shown.get("/api/v1/applications")).contains("\"id\"");
        assertThat(shown).hasSizeGreaterThan(15);
        assertSilent(shown, secrets);
        assertSilent(files(), secrets);
        run.result();
      }
    }
    Map<String, String> left = files();
    assertThat(left.keySet())
        .anyMatch(name -> name.endsWith("metrics.jsonl"))
        .anyMatch(name -> name.endsWith("stderr"))
        .anyMatch(name -> name.contains("events/app-"));
    assertSilent(left, secrets);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void assertSilent(Map<String, String> texts, Path secrets) throws IOException {
    List<String> lines = Files.readAllLines(secrets);
    assertThat(lines).hasSize(1);
    byte[] secret = HexFormat.of().parseHex(lines.get(0));
    assertThat(secret).hasSize(32);
    List<String> forms = forms(secret);
    texts.forEach(
        (name, text) -> assertThat(forms.stream().noneMatch(text::contains)).as(name).isTrue());
  }

  /** All ways in which somebody might have written the bytes. */
  private static List<String> forms(byte[] secret) {
    String digits = HexFormat.of().formatHex(secret);
    return List.of(
        new String(secret, ISO_8859_1),
        digits,
        digits.toUpperCase(Locale.ROOT),
        Base64.getEncoder().withoutPadding().encodeToString(secret),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
        Arrays.toString(secret),
        Arrays.toString(secret).replace(" ", ""));
  }

  /** Everything that the driver's, the master's and the workers' servers show. */
  private static Map<String, String> pages(Cluster cluster, String driver)
      throws IOException, InterruptedException {
    Map<String, String> pages = new TreeMap<>();
    for (String daemon : cluster.pages()) {
      for (String path : List.of("", "/json/")) {
        pages.put(daemon + path, get(daemon + path));
      }
    }
    String applications = "/api/v1/applications";
    await("the driver's pages").atMost(Duration.ofSeconds(30)).until(() -> answers(driver));
    pages.put(applications, get(driver + applications));
    String id = first("\"id\" : \"([^\"]+)\"", pages.get(applications));
    List<String> paths = new ArrayList<>();
    for (String rest : List.of("jobs", "stages", "allexecutors", "environment", "storage/rdd")) {
      paths.add(applications + "/" + id + "/" + rest);
    }
    for (String page : List.of("jobs", "stages", "storage", "environment", "executors")) {
      paths.add("/" + page + "/");
    }
    paths.add("/executors/threadDump/?executorId=driver");
    paths.add("/executors/threadDump/?executorId=0");
    paths.add(applications + "/" + id + "/executors/driver/threads");
    for (String path : paths) {
      pages.put(path, get(driver + path));
    }
    return pages;
  }

  private static String first(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .map(match -> match.group(1))
        .orElseThrow();
  }

  private static boolean answers(String page) {
    try {
      return !get(page + "/jobs/").isEmpty();
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String get(String page) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(page)).timeout(Duration.ofSeconds(30)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString(ISO_8859_1)).body();
  }

  /** Arguments and environments of the run's processes, which other users may see. */
  private static Map<String, String> arguments(Cluster cluster, Submission run) {
    Map<String, String> texts = new TreeMap<>();
    Stream.concat(Stream.of(run.driver().handle()), cluster.executors().stream())
        .forEach(
            process -> {
              Path proc = Path.of("/proc/" + process.pid());
              for (String file : List.of("cmdline", "environ")) {
                texts.put(proc + "/" + file, text(proc.resolve(file)));
              }
            });
    return texts;
  }

  /**
   * Every file of the run: folder, logs, work folders, event log, Spark's own; no copy of the jar.
   */
  private Map<String, String> files() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(file -> Files.isRegularFile(file) && !file.toString().matches(".*(\\.jar|_cache)"))
          .forEach(file -> texts.put(file.toString(), text(file)));
    }
    return texts;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (NoSuchFileException gone) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
