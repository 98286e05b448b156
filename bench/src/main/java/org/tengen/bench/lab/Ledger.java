package org.tengen.bench.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The trainings that are done, one line of JSON each behind a first line that says what was
 * trained. A last line that is torn counts for nothing. Thread-safe.
 */
final class Ledger {
  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private final List<Trained> done = new ArrayList<>();

  /**
   * Opens a file, or begins it.
   *
   * @param plan what is trained, in one line; the file's must be the same
   */
  Ledger(Path file, String plan) throws IOException {
    this.file = file;
    String head = "\"" + plan + "\"\n";
    String text = Files.exists(file) ? Files.readString(file) : "";
    if (text.isEmpty()) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, head);
      return;
    }
    if (!text.startsWith(head)) {
      throw new IllegalArgumentException(
          "out="
              + file
              + ": it was begun with "
              + text.lines().findFirst().orElse("nothing")
              + ", and this is "
              + head.strip()
              + "; expected another file, or the same settings");
    }
    int whole = text.lastIndexOf('\n') + 1;
    for (String line : text.substring(head.length(), whole).lines().toList()) {
      done.add(read(line));
    }
    if (whole < text.length()) {
      Files.writeString(file, text.substring(0, whole));
    }
  }

  private Trained read(String line) throws IOException {
    try {
      return json.readValue(line, Trained.class);
    } catch (JsonProcessingException e) {
      throw new IOException("out=" + file + ": no training: " + line, e);
    }
  }

  /** Those that are done, in the order in which they ended. */
  synchronized List<Trained> done() {
    return List.copyOf(done);
  }

  /** One more. */
  synchronized void add(Trained trained) throws IOException {
    Files.writeString(file, json.writeValueAsString(trained) + "\n", StandardOpenOption.APPEND);
    done.add(trained);
  }
}
