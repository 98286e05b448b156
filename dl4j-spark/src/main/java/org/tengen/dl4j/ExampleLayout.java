package org.tengen.dl4j;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Which arrays an example is made of: features, labels, masks of either, each of the four a list
 * that may be absent and may have gaps.
 *
 * @param groups the four lists, in the order above; null is an absent list
 */
record ExampleLayout(List<@Nullable List<@Nullable Part>> groups) {
  private static final int GROUPS = 4;
  private static final int ABSENT = -1;

  /** One array of an example, without the dimension that counts examples. */
  record Part(DataType type, List<Long> shape) {
    Part {
      shape = List.copyOf(shape);
    }

    /** Bytes of the array. */
    int size() {
      long elements = shape.stream().reduce(1L, Math::multiplyExact);
      return Math.toIntExact(elements * type.width());
    }

    /** The shape of {@code examples} such arrays in one. */
    long[] shape(int examples) {
      long[] whole = new long[shape.size() + 1];
      whole[0] = examples;
      for (int i = 0; i < shape.size(); i++) {
        whole[i + 1] = shape.get(i);
      }
      return whole;
    }

    private static Part of(INDArray examples) {
      List<Long> shape = new ArrayList<>();
      for (int i = 1; i < examples.rank(); i++) {
        shape.add(examples.size(i));
      }
      return new Part(examples.dataType(), shape);
    }
  }

  /** The layout of each example of {@code set}. */
  static ExampleLayout of(MultiDataSet set) {
    List<@Nullable List<@Nullable Part>> groups = new ArrayList<>();
    for (INDArray @Nullable [] arrays : arrays(set)) {
      groups.add(arrays == null ? null : parts(arrays));
    }
    return new ExampleLayout(groups);
  }

  private static List<@Nullable Part> parts(@Nullable INDArray[] arrays) {
    List<@Nullable Part> parts = new ArrayList<>();
    for (INDArray array : arrays) {
      parts.add(array == null ? null : Part.of(array));
    }
    return parts;
  }

  /** The four lists of arrays of {@code set}, in the layout's order. */
  static List<INDArray @Nullable []> arrays(MultiDataSet set) {
    List<INDArray @Nullable []> arrays = new ArrayList<>();
    arrays.add(set.getFeatures());
    arrays.add(set.getLabels());
    arrays.add(set.getFeaturesMaskArrays());
    arrays.add(set.getLabelsMaskArrays());
    return arrays;
  }

  /** All parts that are there, in order. */
  List<Part> present() {
    List<Part> present = new ArrayList<>();
    for (List<@Nullable Part> group : groups) {
      if (group != null) {
        for (Part part : group) {
          if (part != null) {
            present.add(part);
          }
        }
      }
    }
    return present;
  }

  /** Bytes of all parts. */
  int size() {
    return present().stream().mapToInt(Part::size).reduce(0, Math::addExact);
  }

  /** Writes the layout. */
  void write(ByteBuffer into) {
    for (List<@Nullable Part> group : groups) {
      into.put((byte) (group == null ? ABSENT : group.size()));
      if (group != null) {
        group.forEach(part -> write(part, into));
      }
    }
  }

  private static void write(@Nullable Part part, ByteBuffer into) {
    if (part == null) {
      into.put((byte) ABSENT);
      return;
    }
    into.put((byte) part.type.toInt());
    into.put((byte) part.shape.size());
    part.shape.forEach(into::putLong);
  }

  /** Bytes that {@link #write} takes. */
  int written() {
    int bytes = 0;
    for (List<@Nullable Part> group : groups) {
      bytes++;
      if (group != null) {
        for (Part part : group) {
          bytes += part == null ? 1 : 2 + Long.BYTES * part.shape.size();
        }
      }
    }
    return bytes;
  }

  /** Reads a layout that {@link #write} wrote. */
  static ExampleLayout read(ByteBuffer from) {
    List<@Nullable List<@Nullable Part>> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      int parts = from.get();
      groups.add(parts == ABSENT ? null : readParts(from, parts));
    }
    return new ExampleLayout(groups);
  }

  private static List<@Nullable Part> readParts(ByteBuffer from, int count) {
    List<@Nullable Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int type = from.get();
      parts.add(type == ABSENT ? null : readPart(from, DataType.fromInt(type)));
    }
    return parts;
  }

  private static Part readPart(ByteBuffer from, DataType type) {
    List<Long> shape = new ArrayList<>();
    int rank = from.get();
    for (int i = 0; i < rank; i++) {
      shape.add(from.getLong());
    }
    return new Part(type, shape);
  }
}
