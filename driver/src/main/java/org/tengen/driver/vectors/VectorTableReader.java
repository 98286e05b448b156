package org.tengen.driver.vectors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.vectors.WordVectors;

/**
 * Reads a table of vectors: ours, or one that Spark wrote with a column {@code word} of texts and a
 * column {@code vector} of lists of float32. Other columns are passed over.
 */
final class VectorTableReader {
  private final String where;
  private final List<String> words = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private float[] row = new float[128];

  private VectorTableReader(String where) {
    this.where = where;
  }

  /**
   * Reads all of it.
   *
   * @throws CorpusException if it is not whole, or has no such columns, or a row that is no word's
   */
  static WordVectors read(Path path, Configuration hadoop, String where) throws IOException {
    try (ParquetFileReader file = ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      return new VectorTableReader(where).read(file);
    } catch (CorpusException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CorpusException(
          "vectors=%s: cannot be read as Parquet (%s); expected a whole file".formatted(where, e),
          e);
    }
  }

  private WordVectors read(ParquetFileReader file) throws IOException {
    MessageType whole = file.getFileMetaData().getSchema();
    ColumnDescriptor word = column(whole, VectorTable.WORD, PrimitiveTypeName.BINARY, 0);
    ColumnDescriptor vector = column(whole, VectorTable.VECTOR, PrimitiveTypeName.FLOAT, 1);
    MessageType wanted =
        new MessageType(
            whole.getName(), whole.getType(VectorTable.WORD), whole.getType(VectorTable.VECTOR));
    file.setRequestedSchema(wanted);
    for (PageReadStore group = file.readNextRowGroup();
        group != null;
        group = file.readNextRowGroup()) {
      ColumnReadStoreImpl columns =
          new ColumnReadStoreImpl(
              group,
              new DummyRecordConverter(wanted).getRootConverter(),
              wanted,
              file.getFileMetaData().getCreatedBy());
      read(group.getRowCount(), columns.getColumnReader(word), columns.getColumnReader(vector));
    }
    if (words.isEmpty()) {
      throw new CorpusException(
          "vectors=%s: has no rows; expected a word and its vector in each".formatted(where));
    }
    return new WordVectors(vectors.get(0).length, words, vectors);
  }

  private ColumnDescriptor column(
      MessageType schema, String name, PrimitiveTypeName type, int repeats) {
    return schema.getColumns().stream()
        .filter(
            each ->
                each.getPath()[0].equals(name)
                    && each.getPrimitiveType().getPrimitiveTypeName() == type
                    && each.getMaxRepetitionLevel() == repeats)
        .findFirst()
        .orElseThrow(
            () ->
                new CorpusException(
                    "vectors=%s: has no column %s of %s, but %s; expected word, a text, and vector, a list of float32"
                        .formatted(
                            where,
                            name,
                            repeats == 0 ? "texts" : "lists of float32",
                            schema.getFields().stream().map(each -> each.getName()).toList())));
  }

  private void read(long rows, ColumnReader word, ColumnReader vector) {
    for (long i = 0; i < rows; i++) {
      boolean there =
          word.getCurrentDefinitionLevel() == word.getDescriptor().getMaxDefinitionLevel();
      String text = there ? word.getBinary().toStringUsingUTF8() : "";
      word.consume();
      float[] floats = floats(vector);
      if (text.isEmpty() || !seen.add(text)) {
        throw wrong("has the word '" + text + "'", "a word that was not there before");
      }
      if (!vectors.isEmpty() && floats.length != vectors.get(0).length) {
        throw wrong(
            "has " + floats.length + " floats", vectors.get(0).length + ", as the first row has");
      }
      words.add(text);
      vectors.add(floats);
    }
  }

  /** The list that begins here; a value of a higher level than 0 goes on with it. */
  private float[] floats(ColumnReader vector) {
    int most = vector.getDescriptor().getMaxDefinitionLevel();
    int size = 0;
    do {
      if (vector.getCurrentDefinitionLevel() < most) {
        throw wrong("has no vector, or one without a float", "float32 in every place");
      }
      if (size == row.length) {
        row = Arrays.copyOf(row, 2 * size);
      }
      row[size] = vector.getFloat();
      if (!Float.isFinite(row[size])) {
        throw wrong("has " + row[size] + " at place " + (size + 1), "finite numbers");
      }
      size++;
      vector.consume();
    } while (vector.getCurrentRepetitionLevel() > 0);
    return Arrays.copyOf(row, size);
  }

  private CorpusException wrong(String what, String expected) {
    return new CorpusException(
        "vectors=%s: row %d %s; expected %s".formatted(where, words.size() + 1, what, expected));
  }
}
