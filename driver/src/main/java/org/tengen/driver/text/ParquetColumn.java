package org.tengen.driver.text;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.text.Column;

/**
 * A column of texts in a Parquet file, row after row in the order of the file, by the library that
 * Spark ships.
 *
 * <p>Memory: the column's packed pages of one row group, and one page unpacked. No other column is
 * read.
 */
final class ParquetColumn implements Column {
  private final String where;
  private final ParquetFileReader file;
  private final MessageType schema;
  private final ColumnDescriptor column;
  private @Nullable ColumnReader cells;
  private long left;
  private byte @Nullable [] cell;

  private ParquetColumn(String where, ParquetFileReader file, MessageType schema) {
    this.where = where;
    this.file = file;
    this.schema = schema;
    this.column = schema.getColumns().get(0);
    file.setRequestedSchema(schema);
  }

  /**
   * Opens the column {@code field} of the file at {@code path}.
   *
   * @throws CorpusException if there is no such column, or it holds no texts
   */
  static ParquetColumn open(Path path, String field, Configuration hadoop) throws IOException {
    String where = path.toString();
    ParquetFileReader file;
    try {
      file = ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop));
    } catch (RuntimeException e) {
      throw damaged(where, e);
    }
    MessageType whole = file.getFileMetaData().getSchema();
    if (!isText(whole, field)) {
      List<String> texts =
          whole.getFields().stream().map(Type::getName).filter(n -> isText(whole, n)).toList();
      file.close();
      throw new CorpusException(
          "corpus=%s: corpus-field=%s is no column of texts; expected one of %s"
              .formatted(where, field, texts));
    }
    return new ParquetColumn(where, file, new MessageType(whole.getName(), whole.getType(field)));
  }

  private static boolean isText(MessageType schema, String name) {
    if (!schema.containsField(name)) {
      return false;
    }
    Type type = schema.getType(name);
    return type.isPrimitive()
        && !type.isRepetition(Type.Repetition.REPEATED)
        && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && isText(type.getLogicalTypeAnnotation());
  }

  /** Are bytes that are said to be this text? They may be, of a writer that says nothing. */
  private static boolean isText(@Nullable LogicalTypeAnnotation kind) {
    return kind == null
        || kind.equals(LogicalTypeAnnotation.stringType())
        || kind.equals(LogicalTypeAnnotation.enumType())
        || kind.equals(LogicalTypeAnnotation.jsonType());
  }

  private static CorpusException damaged(String where, Exception e) {
    return new CorpusException(
        "corpus=%s: cannot be read as Parquet (%s); expected a whole file".formatted(where, e), e);
  }

  @Override
  public boolean next() throws IOException {
    try {
      ColumnReader reader = cells;
      while (left == 0 || reader == null) {
        PageReadStore group = file.readNextRowGroup();
        if (group == null) {
          return false;
        }
        reader = reader(group);
        cells = reader;
        left = group.getRowCount();
      }
      boolean there = reader.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel();
      cell = there ? reader.getBinary().getBytes() : null;
      reader.consume();
      left--;
      return true;
    } catch (RuntimeException e) {
      throw damaged(where, e);
    }
  }

  private ColumnReader reader(PageReadStore group) {
    return new ColumnReadStoreImpl(
            group,
            new DummyRecordConverter(schema).getRootConverter(),
            schema,
            file.getFileMetaData().getCreatedBy())
        .getColumnReader(column);
  }

  @Override
  public byte @Nullable [] cell() {
    return cell;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
