package org.tengen.dl4j;

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
  private final List<ByteBuffer> arrays = new ArrayList<>();

  /** Looks at {@code set}, which must not change as long as this is used. */
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
            arrays.add(array.dup('c').data().asNio());
          }
        }
      }
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
    for (ByteBuffer array : arrays) {
      int bytes = array.capacity() / count;
      array.get(index * bytes, example, at, bytes);
      at += bytes;
    }
    return example;
  }
}
