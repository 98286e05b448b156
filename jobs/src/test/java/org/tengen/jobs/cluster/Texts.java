package org.tengen.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up text in which each word tells the next, but for one in five. */
final class Texts {
  private static final int WORDS = 30;

  private Texts() {}

  /** Sentences of eight words; the same for the same number. */
  static List<String> sentences(int count) {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int word = random.nextInt(WORDS);
      StringBuilder line = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        line.append("w").append(word).append(' ');
        word = random.nextInt(5) == 0 ? random.nextInt(WORDS) : (word * 7 + 3) % WORDS;
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** A folder with the lines cut over this many files, in the order of their names. */
  static Path folder(Path folder, List<String> lines, int files) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < files; i++) {
      List<String> part = lines.subList(lines.size() * i / files, lines.size() * (i + 1) / files);
      Files.write(folder.resolve("part-%03d.txt".formatted(i)), part);
    }
    return folder;
  }
}
