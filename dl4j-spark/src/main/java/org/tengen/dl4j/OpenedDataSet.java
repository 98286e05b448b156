package org.tengen.dl4j;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.tengen.driver.examples.ExampleOpener.Opened;

/**
 * The examples of a data set as bytes: the length of the layout, the layout, then its arrays one
 * after the other, all little-endian.
 */
final class OpenedDataSet implements Opened {
  private final int count;
  private final byte[] head;
  private final int size;

  /** One for each part, in C order, the examples first. */
  private final List<byte[]> arrays = new ArrayList<>();

  /** Copies what {@code set} holds. */
  OpenedDataSet(MultiDataSet set) {
    this.count = Math.toIntExact(set.getFeatures(0).size(0));
    ExampleLayout layout = ExampleLayout.of(set);
    ByteBuffer written =
        ByteBuffer.allocate(Integer.BYTES + layout.written()).order(ByteOrder.LITTLE_ENDIAN);
    written.putInt(layout.written());
    layout.write(written);
    this.head = written.array();
    this.size = head.length + layout.size();
    for (INDArray @Nullable [] group : ExampleLayout.arrays(set)) {
      if (group != null) {
        for (INDArray array : group) {
          if (array != null) {
            arrays.add(bytes(array));
          }
        }
      }
    }
  }

  /** The elements in C order. A buffer alone does not keep its array's memory from being freed. */
  private static byte[] bytes(INDArray array) {
    INDArray ordered = array.dup('c');
    try {
      ByteBuffer memory = ordered.data().asNio();
      byte[] bytes = new byte[memory.remaining()];
      memory.get(bytes);
      return bytes;
    } finally {
      Reference.reachabilityFence(ordered);
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public byte[] encode(int index) {
    byte[] example = new byte[size];
    System.arraycopy(head, 0, example, 0, head.length);
    int at = head.length;
    for (byte[] array : arrays) {
      int bytes = array.length / count;
      System.arraycopy(array, index * bytes, example, at, bytes);
      at += bytes;
    }
    return example;
  }
}
