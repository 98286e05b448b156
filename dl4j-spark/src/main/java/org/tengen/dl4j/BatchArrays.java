package org.tengen.dl4j;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.tengen.dl4j.ExampleLayout.Part;

/** The arrays of a batch whose examples all have one layout; written again for each batch. */
final class BatchArrays {
  private final MultiDataSet set;
  private final List<ByteBuffer> memory = new ArrayList<>();
  private final List<Integer> sizes;
  private final byte[] copy;

  /** Arrays for {@code examples} examples. */
  BatchArrays(ExampleLayout layout, int examples) {
    this.sizes = layout.present().stream().map(Part::size).toList();
    this.copy = new byte[sizes.stream().mapToInt(Integer::intValue).max().orElse(0)];
    List<INDArray @Nullable []> groups = new ArrayList<>();
    for (List<@Nullable Part> group : layout.groups()) {
      groups.add(group == null ? null : arrays(group, examples));
    }
    this.set = new MultiDataSet(groups.get(0), groups.get(1), groups.get(2), groups.get(3));
  }

  private INDArray[] arrays(List<@Nullable Part> parts, int examples) {
    INDArray[] arrays = new INDArray[parts.size()];
    for (int i = 0; i < arrays.length; i++) {
      Part part = parts.get(i);
      if (part != null) {
        arrays[i] = Nd4j.createUninitialized(part.type(), part.shape(examples), 'c');
        memory.add(arrays[i].data().asNio());
      }
    }
    return arrays;
  }

  /**
   * Copies the arrays of example {@code index} from {@code from}, which stands behind its layout.
   */
  void put(int index, ByteBuffer from) {
    for (int i = 0; i < memory.size(); i++) {
      int size = sizes.get(i);
      from.get(copy, 0, size);
      memory.get(i).put(index * size, copy, 0, size);
    }
  }

  /** The batch, live. */
  MultiDataSet set() {
    return set;
  }
}
