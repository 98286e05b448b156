package org.tengen.web.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers browsers: the page's files, and the stream of events. A request that is not a GET of one
 * of them by a page of this machine is refused. The names by which we may be called are checked,
 * since a foreign page could otherwise reach us under a name of its own that leads to loopback.
 */
final class Doorway implements HttpHandler {
  private static final String EVENTS = "/events";
  private static final long BEAT_S = 10;

  private static final Pattern OURSELVES =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

  private static final byte[] STILL_HERE = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Audience audience;
  private final Patience patience;
  private final Map<String, File> files =
      Map.of(
          "/", File.of("live.html", "text/html"),
          "/live.css", File.of("live.css", "text/css"),
          "/draw.js", File.of("draw.js", "text/javascript"),
          "/figures.js", File.of("figures.js", "text/javascript"),
          "/live.js", File.of("live.js", "text/javascript"));

  /** A file of the page. */
  private record File(String type, byte[] content) {
    static File of(String name, String type) {
      try (InputStream in = Doorway.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(name + " is missing beside " + Doorway.class.getName());
        }
        return new File(type + "; charset=utf-8", in.readAllBytes());
      } catch (IOException e) {
        throw new IllegalStateException(name + " cannot be read", e);
      }
    }
  }

  /** Why a request is not answered as it wishes. */
  private record Refusal(int status, String why) {}

  Doorway(Audience audience, Patience patience) {
    this.audience = audience;
    this.patience = patience;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Refusal refusal = refusal(exchange);
      String path = exchange.getRequestURI().getPath();
      File file = files.get(path);
      if (refusal != null) {
        refuse(exchange, refusal);
      } else if (EVENTS.equals(path)) {
        stream(exchange);
      } else if (file != null) {
        send(exchange, 200, file.type, file.content);
      } else {
        refuse(exchange, new Refusal(404, "there is nothing here; expected /"));
      }
    }
  }

  private static @Nullable Refusal refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    String host = headers.getFirst("Host");
    if (host == null || !OURSELVES.matcher(host).matches()) {
      return new Refusal(421, "this is not " + host + "; expected localhost or 127.0.0.1");
    }
    String origin = headers.getFirst("Origin");
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
      return new Refusal(403, "only the page itself may ask");
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET");
      return new Refusal(405, "expected GET");
    }
    return null;
  }

  private void stream(HttpExchange exchange) throws IOException {
    Optional<Listener> came = audience.come();
    if (came.isEmpty()) {
      refuse(exchange, new Refusal(503, "too many pages are open; close one, or try again"));
      return;
    }
    Listener listener = came.get();
    try {
      head(exchange, "text/event-stream; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      tell(listener, exchange.getResponseBody());
    } catch (InterruptedException e) {
      Thread.currentThread()
          .interrupt(); // too slow, or the page is closed: the browser comes again
    } finally {
      audience.go(listener);
    }
  }

  private void tell(Listener listener, OutputStream out) throws IOException, InterruptedException {
    while (true) {
      patience.rest();
      byte[] message = listener.next(BEAT_S);
      if (message != null && Listener.isEnd(message)) {
        return;
      }
      patience.renew();
      out.write(message == null ? STILL_HERE : message);
      out.flush();
    }
  }

  private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
    byte[] why = (refusal.why + "\n").getBytes(StandardCharsets.UTF_8);
    send(exchange, refusal.status, "text/plain; charset=utf-8", why);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] content)
      throws IOException {
    head(exchange, type);
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }

  private static void head(HttpExchange exchange, String type) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
  }
}
