package org.tengen.driver.vectors;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The table of vectors: {@code word}, a text, and {@code vector}, a list of float32. */
final class VectorTable {
  static final String WORD = "word";
  static final String VECTOR = "vector";

  /** Names within a list as Parquet's own specification has them. */
  static final String LIST = "list";

  static final String ELEMENT = "element";

  /** Every file of Parquet's begins with it. */
  static final String MAGIC = "PAR1";

  static final MessageType SCHEMA =
      Types.buildMessage()
          .required(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(WORD)
          .requiredList()
          .requiredElement(PrimitiveTypeName.FLOAT)
          .named(VECTOR)
          .named("vectors");

  private VectorTable() {}
}
