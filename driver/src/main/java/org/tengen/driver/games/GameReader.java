package org.tengen.driver.games;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.text.PlainStream;
import org.tengen.corpus.text.Skipped;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import org.tengen.go.examples.ExampleGame;
import org.tengen.go.examples.Unusable;
import org.tengen.go.examples.UnusableGameException;
import org.tengen.go.sgf.GameTree;
import org.tengen.go.sgf.SgfException;
import org.tengen.go.sgf.SgfLimits;
import org.tengen.go.sgf.SgfReader;

/**
 * The games of one file, in order: an SGF file, or a tar archive of SGF files, each plain or gzip.
 * Of an archive's entries those are read whose names end in {@code .sgf}.
 *
 * <p>Memory: one SGF file of an archive. For use by one thread.
 */
final class GameReader implements Closeable {
  private static final String SGF = ".sgf";

  /** What the library says of an archive that is not gzip and ends too early. */
  private static final String TRUNCATED = "Truncated TAR archive";

  private final String where;
  private final GameReading reading;
  private final InputStream stream;
  private final @Nullable TarArchiveInputStream archive;
  private final Skipped skipped = new Skipped();
  private final Deque<GameTree> trees = new ArrayDeque<>();
  private boolean ended;

  private GameReader(String where, GameReading reading, InputStream stream, boolean tar) {
    this.where = where;
    this.reading = reading;
    this.stream = stream;
    this.archive = tar ? new TarArchiveInputStream(stream) : null;
  }

  /** Whether a file's name says that games may be in it. */
  static boolean reads(TextFile file) {
    return plainName(file).endsWith(SGF) || isArchive(file);
  }

  private static boolean isArchive(TextFile file) {
    String name = plainName(file);
    return name.endsWith(".tar") || name.endsWith(".tgz");
  }

  private static String plainName(TextFile file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }

  /**
   * Opens a file that {@link #reads} accepts.
   *
   * @throws CorpusException if it cannot be opened
   */
  static GameReader open(TextSource source, TextFile file, GameReading reading) {
    String where = source.where(file.name());
    try {
      InputStream stream = PlainStream.of(source.open(file.name()));
      return new GameReader(where, reading, stream, isArchive(file));
    } catch (IOException e) {
      throw unreadable(where, e);
    }
  }

  private static CorpusException unreadable(String where, IOException e) {
    return new CorpusException(
        "records=%s: cannot be read (%s); expected SGF or a tar archive of it, plain or gzip"
            .formatted(where, e),
        e);
  }

  /**
   * The next game that is learned from, or null after the last.
   *
   * @throws CorpusException for one that cannot be used and shall not be left out, or if the file
   *     cannot be read on
   */
  @Nullable ExampleGame next() {
    while (true) {
      try {
        GameTree tree = trees.poll();
        if (tree != null) {
          return ExampleGame.of(tree, reading.size());
        }
        if (!readMore()) {
          return null;
        }
      } catch (UnusableGameException e) {
        leaveOut(e.reason(), String.valueOf(e.getMessage()));
      } catch (SgfException e) {
        leaveOut(Unusable.NOT_SGF, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        ended = true;
        if (!(e instanceof EOFException) && !Objects.equals(e.getMessage(), TRUNCATED)) {
          throw unreadable(where, e);
        }
        leaveOut(Unusable.CUT_SHORT, where + ": ends too early");
      }
    }
  }

  private void leaveOut(Unusable reason, String message) {
    if (!reading.leavesOut(reason)) {
      throw new CorpusException(
          "records=%s; expected %s, or %s"
              .formatted(message, reason.expected(), GameReading.settingThatLeavesOut(reason)));
    }
    skipped.add(new GameReading.LeftOut(reason), message);
  }

  /** Reads the next SGF file; false if there is none. */
  private boolean readMore() throws IOException {
    if (ended) {
      return false;
    }
    if (archive == null) {
      ended = true;
      parse(stream, where);
      return true;
    }
    ArchiveEntry entry = archive.getNextEntry();
    if (entry == null) {
      ended = true;
      return false;
    }
    if (!entry.isDirectory() && entry.getName().toLowerCase(Locale.ROOT).endsWith(SGF)) {
      parse(archive, where + ", " + entry.getName());
    }
    return true;
  }

  private void parse(InputStream from, String name) throws IOException {
    byte[] bytes = from.readNBytes(SgfLimits.USUAL.bytes() + 1);
    trees.addAll(new SgfReader().read(bytes, name));
  }

  /** What has been left out so far. */
  Skipped skipped() {
    return skipped;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
