package org.tengen.corpus.text;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tengen.corpus.CorpusException;

/**
 * A file, or a folder with all files below it, on this machine's file system. Symbolic links are
 * followed.
 */
public final class LocalText implements TextSource {
  private static final long serialVersionUID = 1L;

  private final String root;

  /** A source of what is at {@code path}; whether anything is there is asked by {@link #files}. */
  public LocalText(Path path) {
    this.root = path.toString();
  }

  @Override
  public String name() {
    return root;
  }

  @Override
  public List<TextFile> files() {
    Path path = Path.of(root);
    if (!Files.exists(path)) {
      throw CorpusException.missing(root);
    }
    try {
      List<TextFile> files = Files.isDirectory(path) ? below(path) : alone(path);
      if (files.isEmpty()) {
        throw CorpusException.empty(root);
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw new CorpusException(
          "corpus=" + root + ": cannot be listed (" + e + "); expected a readable folder", e);
    }
  }

  private static List<TextFile> alone(Path file) throws IOException {
    return List.of(new TextFile(String.valueOf(file.getFileName()), Files.size(file)));
  }

  private static List<TextFile> below(Path folder) throws IOException {
    List<TextFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
        files.add(new TextFile(name, Files.size(path)));
      }
    }
    return TextFile.inOrder(files);
  }

  @Override
  public String where(String file) {
    return path(file).toString();
  }

  @Override
  public InputStream open(String file) throws IOException {
    return Files.newInputStream(path(file));
  }

  private Path path(String file) {
    Path path = Path.of(root);
    return Files.isDirectory(path) ? path.resolve(file) : path;
  }
}
