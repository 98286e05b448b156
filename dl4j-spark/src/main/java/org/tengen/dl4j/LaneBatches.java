package org.tengen.dl4j;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * A lane's batches, read from its file. Where the examples of a batch differ in length they are
 * padded and masked as Deeplearning4j does it. Used by one thread.
 */
final class LaneBatches {
  /** Sets of arrays that are kept; a batch of yet another kind makes room first. */
  private static final int MOST_KEPT = 8;

  private final ExampleFile file;
  private final BatchShape shape;

  /** The arrays in use, by layout and number of examples: most often one or two. */
  private final Map<Key, BatchArrays> arrays = new HashMap<>();

  private record Key(ExampleLayout layout, int examples) {}

  LaneBatches(ExampleFile file, BatchShape shape) {
    this.file = file;
    this.shape = shape;
  }

  /** The batch of iteration {@code clock}; valid until the next call. */
  MultiDataSet at(long clock) {
    int from = shape.from(clock);
    int to = shape.to(clock);
    List<Encoded> examples =
        shape.firstRound(clock) ? neighbours(from, to) : scattered(clock, from, to);
    return oneLayout(examples) ? joined(examples) : merged(examples);
  }

  /** An example's layout, and where its arrays are. */
  private record Encoded(ExampleLayout layout, ByteBuffer arrays) {}

  private List<Encoded> neighbours(int from, int to) {
    ByteBuffer bytes = file.read(from, to);
    List<Encoded> examples = new ArrayList<>(to - from);
    int at = 0;
    for (int i = from; i < to; i++) {
      examples.add(decode(bytes.slice(at, file.size(i))));
      at += file.size(i);
    }
    return examples;
  }

  private List<Encoded> scattered(long clock, int from, int to) {
    List<Encoded> examples = new ArrayList<>(to - from);
    for (int place = from; place < to; place++) {
      int example = shape.example(clock, place);
      ByteBuffer bytes = file.read(example, example + 1);
      ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
      examples.add(decode(copy));
    }
    return examples;
  }

  private static Encoded decode(ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int layout = bytes.getInt();
    ByteBuffer head = bytes.slice(bytes.position(), layout).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + layout);
    return new Encoded(ExampleLayout.read(head), bytes);
  }

  private static boolean oneLayout(List<Encoded> examples) {
    ExampleLayout first = examples.get(0).layout;
    return examples.stream().allMatch(example -> example.layout.equals(first));
  }

  private MultiDataSet joined(List<Encoded> examples) {
    if (arrays.size() == MOST_KEPT) {
      arrays.clear();
    }
    Key key = new Key(examples.get(0).layout, examples.size());
    BatchArrays batch = arrays.computeIfAbsent(key, k -> new BatchArrays(k.layout, k.examples));
    for (int i = 0; i < examples.size(); i++) {
      batch.put(i, examples.get(i).arrays);
    }
    return batch.set();
  }

  private static MultiDataSet merged(List<Encoded> examples) {
    List<MultiDataSet> single = new ArrayList<>(examples.size());
    for (Encoded example : examples) {
      BatchArrays one = new BatchArrays(example.layout, 1);
      one.put(0, example.arrays);
      single.add(one.set());
    }
    return MultiDataSet.merge(single);
  }
}
