package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.driver.TrainingDiverged;

@Timeout(60)
class WatchingTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private BufferedReader events() throws IOException {
    String address = said.toString(StandardCharsets.UTF_8).replaceFirst("live page: ", "").strip();
    return new BufferedReader(
        new InputStreamReader(
            URI.create(address + "events").toURL().openStream(), StandardCharsets.UTF_8));
  }

  private static String end(BufferedReader events) throws IOException {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.equals("event: end")) {
        return events.readLine();
      }
    }
    throw new IOException("the stream has ended before the run");
  }

  @Test
  void thoseWhoWatchAreToldHowATrainingDivergedAndWhereItsReportIs() throws IOException {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Watching watching =
        Watching.open(
            Optional.of(0), "train next-word", "runs/one", new Terminal(out, out, false, 100));
    try (BufferedReader events = events()) {
      // whoever comes is told the past first, of which the end may be a part
      assertThat(events.readLine()).isEqualTo("event: past");
      assertThatThrownBy(
              () ->
                  watching.over(
                      feed -> {
                        throw new TrainingDiverged(
                            "asp diverged after 7 samples; report: runs/one/report.html");
                      }))
          .isInstanceOf(TrainingDiverged.class);

      assertThat(end(events))
          .contains(
              "The run has ended: asp diverged after 7 samples; report: runs/one/report.html");
    }
  }
}
