package org.tengen.driver.text;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.util.SerializableConfiguration;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.text.Column;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;

/**
 * Text on any file system that Hadoop opens, by URI: {@code hdfs://}, {@code s3a://} and others.
 */
final class HadoopText implements TextSource {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final boolean folder;
  private final SerializableConfiguration configuration;

  HadoopText(String uri, Configuration configuration) {
    this.root = uri;
    this.configuration = new SerializableConfiguration(configuration);
    try {
      this.folder = fileSystem().getFileStatus(new Path(root)).isDirectory();
    } catch (FileNotFoundException e) {
      CorpusException missing = CorpusException.missing(root);
      missing.initCause(e);
      throw missing;
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  @Override
  public String name() {
    return root;
  }

  @Override
  public List<TextFile> files() {
    try {
      FileStatus status = fileSystem().getFileStatus(new Path(root));
      List<TextFile> files = new ArrayList<>();
      if (!folder) {
        return List.of(new TextFile(status.getPath().getName(), status.getLen()));
      }
      String folderPath = status.getPath().toUri().getPath();
      String prefix = folderPath.endsWith("/") ? folderPath : folderPath + "/";
      RemoteIterator<LocatedFileStatus> all = fileSystem().listFiles(new Path(root), true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        String name = file.getPath().toUri().getPath().substring(prefix.length());
        files.add(new TextFile(name, file.getLen()));
      }
      List<TextFile> visible = TextFile.inOrder(files);
      if (visible.isEmpty()) {
        throw CorpusException.empty(root);
      }
      return visible;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public String where(String file) {
    return path(file).toString();
  }

  @Override
  public InputStream open(String file) throws IOException {
    return fileSystem().open(path(file));
  }

  @Override
  public Column column(String file, String field) throws IOException {
    return ParquetColumn.open(path(file), field, configuration.value());
  }

  private Path path(String file) {
    return folder ? new Path(root, file) : new Path(root);
  }

  private FileSystem fileSystem() throws IOException {
    return new Path(root).getFileSystem(configuration.value());
  }

  private CorpusException unreadable(Exception e) {
    return new CorpusException("corpus=" + root + ": cannot be listed (" + e + ")", e);
  }
}
