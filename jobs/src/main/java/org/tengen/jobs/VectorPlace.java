package org.tengen.jobs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.vectors.WordVectors;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.vectors.VectorFiles;
import org.tengen.driver.vectors.VectorFormat;

/** Where word vectors are: a file, or the folder of a run that has trained some. */
final class VectorPlace {
  private VectorPlace() {}

  /**
   * Reads the vectors at a place that Hadoop opens.
   *
   * @throws WrongSetting if there is nothing
   * @throws CorpusException if there is something else, or not the whole of it
   */
  static WordVectors read(String place) {
    Path path = path("vectors", place);
    try {
      FileSystem files = files(path);
      Path file =
          files.exists(path) && files.getFileStatus(path).isDirectory()
              ? inRun(files, path, place)
              : path;
      String where = file.equals(path) ? place : place + "/" + file.getName();
      return VectorFiles.read(files, file, RunFolders.hadoop(), where);
    } catch (FileNotFoundException e) {
      throw new WrongSetting("vectors=" + place + ": no such file", e);
    } catch (IOException e) {
      throw unreadable("vectors", place, e);
    }
  }

  private static Path inRun(FileSystem files, Path folder, String place) throws IOException {
    for (VectorFormat format : VectorFormat.values()) {
      Path file = new Path(folder, format.file());
      if (files.exists(file)) {
        return file;
      }
    }
    throw new WrongSetting(
        "vectors=%s: has no %s; expected a file of vectors, or the folder of a run of train word2vec that has ended"
            .formatted(
                place,
                Stream.of(VectorFormat.values())
                    .map(VectorFormat::file)
                    .collect(Collectors.joining(" and no "))));
  }

  /**
   * Opens a file.
   *
   * @param what it is called in errors
   */
  static InputStream open(String what, String place) {
    Path path = path(what, place);
    try {
      return files(path).open(path);
    } catch (FileNotFoundException e) {
      throw new WrongSetting(what + "=" + place + ": no such file", e);
    } catch (IOException e) {
      throw unreadable(what, place, e);
    }
  }

  private static Path path(String what, String place) {
    try {
      return new Path(place);
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(what + "=" + place + ": expected a path or a URL", e);
    }
  }

  /** Without checksums beside files, which only Hadoop's own have. */
  private static FileSystem files(Path path) throws IOException {
    FileSystem files = path.getFileSystem(RunFolders.hadoop());
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  private static WrongSetting unreadable(String what, String place, IOException e) {
    return new WrongSetting(what + "=" + place + ": cannot be read (" + e.getMessage() + ")", e);
  }
}
