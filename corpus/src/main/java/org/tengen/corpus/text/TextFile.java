package org.tengen.corpus.text;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One file of a source.
 *
 * @param name the path below the source's root with {@code /} between the parts, or the file's own
 *     name when the source is a single file
 * @param bytes its size as stored; a measure of the work, not of the text in it
 */
public record TextFile(String name, long bytes) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Is the file at this path below a root part of the corpus? Not when a part of the path starts
   * with {@code .} (hidden) or {@code _} (markers such as {@code _SUCCESS}).
   */
  public static boolean visible(String name) {
    return Arrays.stream(name.split("/", -1))
        .noneMatch(part -> part.startsWith(".") || part.startsWith("_"));
  }

  /**
   * The visible ones of {@code files} in name order: by UTF-16 unit over the whole path, so that
   * {@code part-10} comes before {@code part-2}. Every source orders its files with this.
   */
  public static List<TextFile> inOrder(List<TextFile> files) {
    return files.stream()
        .filter(file -> visible(file.name()))
        .sorted(Comparator.comparing(TextFile::name))
        .toList();
  }
}
