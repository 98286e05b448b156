package org.tengen.driver.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tengen.ps.store.Store;

/** A folder on a file system that Hadoop opens. */
public final class HadoopStore implements Store {
  private final FileSystem files;
  private final Path root;

  HadoopStore(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  @Override
  public InputStream open(String name) throws IOException {
    try {
      return files.open(path(name));
    } catch (FileNotFoundException e) {
      NoSuchFileException missing = new NoSuchFileException(path(name).toString());
      missing.initCause(e);
      throw missing;
    }
  }

  @Override
  public List<String> list(String folder) throws IOException {
    List<String> names = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(path(folder))) {
        names.add(status.getPath().getName());
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public OutputStream create(String name) throws IOException {
    return files.create(path(name), true);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    files.mkdirs(path(to).getParent());
    delete(to);
    if (!files.rename(path(from), path(to))) {
      throw new IOException("cannot rename " + path(from) + " to " + path(to));
    }
  }

  @Override
  public void delete(String name) throws IOException {
    files.delete(path(name), true);
  }

  /** The folder's URI. */
  @Override
  public String toString() {
    return root.toString();
  }

  private Path path(String name) {
    return name.isEmpty() ? root : new Path(root, name);
  }
}
