package org.tengen.jobs.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A page in a browser: what it asked for, what it complained of, and what it shows. */
final class Tab {
  private static final long DEADLINE_S = 60;

  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final WebSocket socket;

  private Tab(HttpClient http, URI devTools) {
    this.socket =
        http.newWebSocketBuilder()
            .buildAsync(devTools, new Frames())
            .orTimeout(DEADLINE_S, TimeUnit.SECONDS)
            .join();
  }

  static Tab open(HttpClient http, URI devTools, String address) throws InterruptedException {
    Tab tab = new Tab(http, devTools);
    tab.ask("Runtime.enable", Map.of());
    tab.ask("Log.enable", Map.of());
    tab.ask("Network.enable", Map.of());
    tab.ask("Page.enable", Map.of());
    tab.ask("Page.navigate", Map.of("url", address));
    return tab;
  }

  /** The addresses that it asked for. */
  List<String> requests() {
    return requests;
  }

  /** What it wrote to its console as an error, or threw. */
  List<String> errors() {
    return errors;
  }

  /** The value of a piece of script, as text. */
  String evaluate(String script) throws InterruptedException {
    JsonNode answer = ask("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
    return answer.path("result").path("value").asText();
  }

  /** How many points the curve has; 0 before it is drawn. */
  int points() throws InterruptedException {
    String points = evaluate("document.documentElement.dataset.points || '0'");
    return points.isEmpty() ? 0 : Integer.parseInt(points);
  }

  /** Looks at it on a screen of such a size. */
  void screen(int width, int height, boolean phone, boolean dark) throws InterruptedException {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
    ask(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Keeps what the screen shows as a PNG; all of the page where it is to be whole. */
  void screenshot(Path file, boolean whole) throws InterruptedException, IOException {
    JsonNode answer =
        ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  JsonNode ask(String method, Map<String, ?> parameters) throws InterruptedException {
    int number = numbers.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(number, answer);
    ObjectNode message = Chromium.JSON.createObjectNode();
    message.put("id", number).put("method", method);
    message.set("params", Chromium.JSON.valueToTree(parameters));
    try {
      socket.sendText(message.toString(), true).get(DEADLINE_S, TimeUnit.SECONDS);
      return answer.get(DEADLINE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the browser did not answer " + method, e);
    }
  }

  private void onMessage(JsonNode message) {
    JsonNode parameters = message.path("params");
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt());
      if (answer != null) {
        answer.complete(message.path("result"));
      }
      return;
    }
    switch (message.path("method").asText()) {
      case "Network.requestWillBeSent" ->
          requests.add(parameters.path("request").path("url").asText());
      case "Runtime.exceptionThrown" -> errors.add(parameters.toString());
      case "Log.entryAdded" -> {
        if (parameters.path("entry").path("level").asText().equals("error")) {
          errors.add(parameters.toString());
        }
      }
      case "Runtime.consoleAPICalled" -> {
        if (parameters.path("type").asText().equals("error")) {
          errors.add(parameters.toString());
        }
      }
      default -> {}
    }
  }

  /** Puts messages together from their frames. */
  private final class Frames implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          onMessage(Chromium.JSON.readTree(text.toString()));
        } catch (JsonProcessingException e) {
          throw new CompletionException(e);
        }
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(part);
    }
  }
}
