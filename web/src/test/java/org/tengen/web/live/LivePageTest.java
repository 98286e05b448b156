package org.tengen.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page over its socket, as browsers and others reach it. */
@Timeout(120)
final class LivePageTest {
  private static final int DEADLINE_MS = 60_000;

  private final List<Socket> sockets = new ArrayList<>();
  private LivePage page = opened();

  private static LivePage opened() {
    try {
      return LivePage.open(0, "train", "runs/one");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void begin() {
    page.begins(Counts.training(1, 3));
  }

  @AfterEach
  void close() throws IOException {
    page.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private BufferedReader ask(String request, String... headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(DEADLINE_MS);
    sockets.add(socket);
    // to a newer version answers would come in chunks, which end in the middle of a line
    StringBuilder text = new StringBuilder(request + " HTTP/1.0\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    OutputStream out = socket.getOutputStream();
    out.write(text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private int port() {
    return URI.create(page.address()).getPort();
  }

  private String ours() {
    return "Host: 127.0.0.1:" + port();
  }

  /** The data of the next event of a kind. */
  private static String next(BufferedReader in, String event) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("event: " + event)) {
        return in.readLine();
      }
    }
    throw new IOException("the stream has ended before " + event);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /, localhost, 200",
    "GET /live.js, 127.0.0.1:1, 200",
    "GET /draw.js, [::1]:9, 200",
    "GET /live.css, LOCALHOST:1, 200",
    "GET /, evil.example, 421",
    "GET /events, evil.example:8088, 421",
    "GET /, localhost.evil.example, 421",
    "GET /../secret, localhost, 404",
    "GET /live.html, localhost, 404",
    "POST /, localhost, 405",
    "PUT /events, localhost, 405",
    "OPTIONS /, localhost, 405",
  })
  void answersGetsOfItsFilesUnderItsOwnNamesAndNothingElse(
      String request, String host, String status) throws IOException {
    assertThat(ask(request, "Host: " + host).readLine()).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void refusesAForeignPageAndWhoeverNamesNobody() throws IOException {
    assertThat(ask("GET /events", ours(), "Origin: http://evil.example").readLine())
        .startsWith("HTTP/1.1 403");
    assertThat(ask("GET /").readLine()).startsWith("HTTP/1.1 421");
  }

  @Test
  void allowsNoScriptButItsOwn() throws IOException {
    BufferedReader in = ask("GET /", ours());
    assertThat(in.lines().takeWhile(line -> !line.isEmpty()))
        .anyMatch(line -> line.startsWith("Content-security-policy: default-src 'none';"))
        .contains("X-content-type-options: nosniff", "Cache-control: no-store");
  }

  @Test
  @SuppressWarnings("NullAway") // counts that nobody should give
  void whatCannotBeShownEndsNeitherThePageNorTheRun() throws IOException {
    BufferedReader in = ask("GET /events", ours());
    next(in, "past");

    page.looks(() -> null);
    page.evaluated(new LiveTraining.Evaluated(5, 150, 15, 88.5));

    assertThat(next(in, "notice")).contains("this page could not show something");
    assertThat(next(in, "evaluation")).contains("88.5");
  }

  @Test
  void tellsWhoComesWhatWasAndThenWhatHappensUntilTheEnd() throws IOException {
    page.notice("before");
    BufferedReader in = ask("GET /events", ours());
    assertThat(next(in, "past")).contains("\"strategy\":\"asp\"", "before");
    page.looks(() -> Counts.after(1, 3));
    assertThat(next(in, "look")).contains("\"totals\":[1,30,");
    page.notice("after");
    assertThat(next(in, "notice")).contains("after");
    page.ends(true, "It is over.", "runs/one/report.html");
    page.close();
    assertThat(next(in, "end")).contains("It is over.", "runs/one/report.html");
    assertThat(in.lines().filter(line -> line.startsWith("event"))).isEmpty();
  }

  @Test
  void looksTwiceASecondHoweverOftenItIsTold() {
    int[] asked = {0};
    for (int i = 0; i < 10_000; i++) {
      page.looks(
          () -> {
            asked[0]++;
            return Counts.after(1, 3);
          });
    }
    assertThat(asked[0]).isBetween(1, 20);
  }

  @Test
  void aLookThatCannotBeTakenIsSaidAndDoesNotReachThoseWhoTrain() throws IOException {
    BufferedReader events = ask("GET /events", ours());
    next(events, "past");

    page.looks(
        () -> {
          throw new IllegalStateException("nothing to count");
        });

    assertThat(next(events, "notice"))
        .contains("cannot be told how far the training is", "nothing to count");
  }

  @Test
  void servesSoManyStreamsAndRefusesOneMoreWhileTheyLast() throws IOException {
    for (int i = 0; i < LivePage.MOST_LISTENERS; i++) {
      assertThat(ask("GET /events", ours()).readLine()).startsWith("HTTP/1.1 200");
    }
    assertThat(ask("GET /events", ours()).readLine()).startsWith("HTTP/1.1 503");
    assertThat(ask("GET /", ours()).readLine()).startsWith("HTTP/1.1 200");
  }

  @Test
  void aFloodOfHappeningsNeitherBlocksNorBreaksIt() throws IOException {
    for (int i = 0; i < 50_000; i++) {
      page.notice("line " + i);
    }
    String past = "";
    for (int i = 0; i < 100 && !past.contains("\"recent\":[{"); i++) {
      page.looks(() -> Counts.after(7, 3)); // one may be lost in the flood
      past = next(ask("GET /events", ours()), "past");
      sockets.remove(sockets.size() - 1).close();
    }
    assertThat(past).contains("line ", "\"totals\":[7,");
  }

  @Test
  void saysWhenItsPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LivePage.open(taken.getLocalPort(), "train", "runs/one"))
          .isInstanceOf(BindException.class);
    }
  }
}
