package org.tengen.bench.words;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tengen.bench.process.Program;
import org.tengen.corpus.vectors.WordVectors.Neighbour;

/** gensim in a Python of its own, which reads a file of vectors and writes it again. */
final class GensimReader {
  private static final String SCRIPT = "gensim_nearest.py";

  private final String python;
  private final Path folder;

  GensimReader(String python, Path folder) {
    this.python = python;
    this.folder = folder;
  }

  /**
   * What gensim has found in a file.
   *
   * @param sha256 of the vectors as little-endian float32
   * @param nearest by word that was asked for
   * @param again the file that it wrote of them
   */
  record Read(
      int words, int width, String sha256, Map<String, List<Neighbour>> nearest, Path again) {}

  /**
   * Reads a file.
   *
   * @param queries words whose nearest are asked for
   */
  Read read(Path vectors, boolean binary, List<String> queries, int count)
      throws IOException, InterruptedException {
    Path script = folder.resolve(SCRIPT);
    try (InputStream source = GensimReader.class.getResourceAsStream(SCRIPT)) {
      if (source == null) {
        throw new IOException(SCRIPT + " is not on the class path");
      }
      Files.write(script, source.readAllBytes());
    }
    Path asked = Files.write(folder.resolve("queries"), queries, StandardCharsets.UTF_8);
    Path again = folder.resolve("again-" + vectors.getFileName());
    String[] printed = {""};
    Program.run(
        List.of(
            python,
            script.toString(),
            vectors.toString(),
            binary ? "1" : "0",
            asked.toString(),
            Integer.toString(count),
            again.toString()),
        all -> printed[0] = all);
    return parse(printed[0], again);
  }

  static Read parse(String printed, Path again) throws IOException {
    int words = -1;
    int width = -1;
    String sha256 = "";
    Map<String, List<Neighbour>> nearest = new LinkedHashMap<>();
    for (String line : printed.split("\n", -1)) {
      String[] parts = line.split(" ", -1);
      if (parts[0].equals("shape") && parts.length == 3) {
        words = Integer.parseInt(parts[1]);
        width = Integer.parseInt(parts[2]);
      } else if (parts[0].equals("sha256") && parts.length == 2) {
        sha256 = parts[1];
      } else if (parts[0].equals("near") && parts.length == 4) {
        nearest
            .computeIfAbsent(parts[1], query -> new ArrayList<>())
            .add(new Neighbour(parts[2], Double.parseDouble(parts[3])));
      }
    }
    if (words < 0 || sha256.isEmpty()) {
      throw new IOException("gensim printed no shape or hash: " + printed);
    }
    return new Read(words, width, sha256, nearest, again);
  }
}
