package org.tengen.ps.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A tree of files. Names are relative and separated by {@code /}; {@code ""} is the root.
 *
 * <p>A file that is being written may be seen in part, and a writer that dies may leave it so.
 */
public interface Store {
  /**
   * Opens a file for reading.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  InputStream open(String name) throws IOException;

  /** What is directly in a folder, by its last name, sorted; nothing if there is no such folder. */
  List<String> list(String folder) throws IOException;

  /** Opens a file for writing, with the folders on its way; one that is there is replaced. */
  OutputStream create(String name) throws IOException;

  /** Moves a file; one that is there is replaced. May be seen half done. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file, or a folder with all that is in it; nothing happens if there is none. */
  void delete(String name) throws IOException;
}
