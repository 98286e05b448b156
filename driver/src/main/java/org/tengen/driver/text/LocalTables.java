package org.tengen.driver.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.tengen.corpus.text.Column;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;

/** A source on this machine's file system, and the tables in it. */
record LocalTables(TextSource source, SerializableConfiguration configuration)
    implements TextSource {
  private static final long serialVersionUID = 1L;

  LocalTables(TextSource source, Configuration hadoop) {
    this(source, new SerializableConfiguration(hadoop));
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public List<TextFile> files() {
    return source.files();
  }

  @Override
  public String where(String file) {
    return source.where(file);
  }

  @Override
  public InputStream open(String file) throws IOException {
    return source.open(file);
  }

  @Override
  public Column column(String file, String field) throws IOException {
    Path path = new Path(java.nio.file.Path.of(where(file)).toAbsolutePath().toUri());
    return ParquetColumn.open(path, field, configuration.value());
  }
}
