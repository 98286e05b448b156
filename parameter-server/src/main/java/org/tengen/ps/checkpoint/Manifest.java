package org.tengen.ps.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.tengen.ps.store.Store;
import org.tengen.ps.table.Layout;

/**
 * What a checkpoint consists of: the file that makes it one. Lines of UTF-8, a word and its value
 * each; the last is the CRC32C of all before it.
 *
 * @param samples applied in it, of the shard that has the fewest
 * @param files one per shard, in order
 * @param facts what the run says of itself
 */
record Manifest(
    long samples,
    long updates,
    Layout layout,
    int lanes,
    List<ShardFile.Entry> files,
    Map<String, String> facts) {
  static final String NAME = "manifest.txt";

  private static final String TITLE = "tengen checkpoint 1";
  private static final String CHECKSUM = "crc32c ";
  private static final int MAX_BYTES = 1 << 20;

  Manifest {
    facts = Map.copyOf(facts);
    files = List.copyOf(files);
    facts.forEach(Manifest::requireFactFits);
  }

  /** Facts are words and lines: a name without spaces, a value without line ends. */
  static void requireFactFits(String name, String value) {
    boolean fits = name.matches("\\S+") && value.codePoints().noneMatch(Character::isISOControl);
    if (!fits) {
      throw new IllegalArgumentException(
          "fact '" + name + "': expected a name of one word and a value of one line");
    }
  }

  void write(Store store, String folder) throws IOException {
    byte[] lines = lines().getBytes(StandardCharsets.UTF_8);
    if (lines.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "manifest of " + lines.length + " bytes: at most " + MAX_BYTES);
    }
    try (OutputStream out = store.create(folder + "/" + NAME)) {
      out.write(lines);
      out.write((CHECKSUM + checksum(lines, lines.length) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * The manifest in a checkpoint's folder.
   *
   * @throws DamagedException if there is none, or not a whole one
   */
  static Manifest read(Store store, String folder) throws IOException {
    String where = store + "/" + folder + "/" + NAME;
    byte[] bytes;
    try (InputStream in = store.open(folder + "/" + NAME)) {
      bytes = in.readNBytes(2 * MAX_BYTES);
    } catch (NoSuchFileException e) {
      throw new DamagedException(where + ": missing, so the checkpoint was never finished");
    }
    int lastLine = lastLine(bytes);
    String last = new String(bytes, lastLine, bytes.length - lastLine, StandardCharsets.UTF_8);
    if (!last.equals(CHECKSUM + checksum(bytes, lastLine) + "\n")) {
      throw new DamagedException(where + ": its last line is not the checksum of the others");
    }
    try {
      return parse(new String(bytes, 0, lastLine, StandardCharsets.UTF_8).lines().toList());
    } catch (IllegalArgumentException e) {
      throw new DamagedException(where + ": " + e.getMessage());
    }
  }

  private String lines() {
    StringBuilder lines = new StringBuilder(TITLE).append('\n');
    line(lines, "samples", samples);
    line(lines, "updates", updates);
    line(lines, "floats", layout.length());
    line(lines, "slice-floats", layout.sliceFloats());
    line(lines, "shards", layout.shards());
    line(lines, "lanes", lanes);
    for (ShardFile.Entry file : files) {
      line(lines, "file", "%s %d %08x".formatted(file.name(), file.bytes(), file.checksum()));
    }
    new TreeMap<>(facts).forEach((name, value) -> line(lines, "fact", name + " " + value));
    return lines.toString();
  }

  private static Manifest parse(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).equals(TITLE)) {
      throw new IllegalArgumentException("expected the first line to be '" + TITLE + "'");
    }
    Map<String, Long> numbers = new TreeMap<>();
    List<ShardFile.Entry> files = new ArrayList<>();
    Map<String, String> facts = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "file" -> files.add(file(line));
        case "fact" -> facts.put(words[1], words.length > 2 ? words[2] : "");
        default -> numbers.put(words[0], Long.parseLong(words[1]));
      }
    }
    Layout layout =
        new Layout(
            Math.toIntExact(number(numbers, "floats")),
            Math.toIntExact(number(numbers, "slice-floats")),
            Math.toIntExact(number(numbers, "shards")));
    if (files.size() != layout.shards()) {
      throw new IllegalArgumentException(
          files.size() + " files for " + layout.shards() + " shards");
    }
    return new Manifest(
        number(numbers, "samples"),
        number(numbers, "updates"),
        layout,
        Math.toIntExact(number(numbers, "lanes")),
        files,
        facts);
  }

  private static ShardFile.Entry file(String line) {
    String[] words = line.split(" ", 4);
    if (words.length != 4) {
      throw new IllegalArgumentException("line '" + line + "'");
    }
    return new ShardFile.Entry(words[1], Long.parseLong(words[2]), Long.parseLong(words[3], 16));
  }

  private static long number(Map<String, Long> numbers, String name) {
    Long number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException("no line '" + name + "'");
    }
    return number;
  }

  private static void line(StringBuilder lines, String word, Object value) {
    lines.append(word).append(' ').append(value).append('\n');
  }

  private static int lastLine(byte[] bytes) {
    int at = bytes.length - 1;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return Math.max(at, 0);
  }

  private static String checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(Arrays.copyOf(bytes, length));
    return "%08x".formatted(checksum.getValue());
  }
}
