package org.tengen.driver.examples;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.tengen.corpus.batch.Permutation;
import org.tengen.driver.examples.ExampleOpener.Opened;
import scala.Tuple2;

/**
 * The examples of an RDD, dealt to lanes like cards: place p of the shuffled whole goes to lane p
 * mod lanes. So W lanes with batches of b take in each iteration what one lane with batches of W b
 * would take, and no lane has more than one example more than another.
 *
 * @param byLane one partition a lane, in the order of places
 * @param count all examples
 */
public record DealtExamples(JavaRDD<byte[]> byLane, long count) {

  /**
   * Counts the examples, and says how to deal them; the dealing itself happens when the partitions
   * are asked for.
   *
   * @param elements in an order that is the same each time it is computed
   * @param seed which shuffle
   */
  public static <E> DealtExamples shuffled(
      JavaRDD<E> elements, ExampleOpener<E> opener, int lanes, long seed) {
    long[] first = numbers(elements, opener);
    long count = first[first.length - 1];
    return new DealtExamples(
        dealt(elements, opener, lanes, first, () -> new Permutation(count, seed)::at), count);
  }

  /** The same in the order of the RDD itself. */
  public static <E> DealtExamples inOrder(JavaRDD<E> elements, ExampleOpener<E> opener, int lanes) {
    long[] first = numbers(elements, opener);
    return new DealtExamples(
        dealt(elements, opener, lanes, first, () -> LongUnaryOperator.identity()),
        first[first.length - 1]);
  }

  /** The number of each partition's first example, and at the end the number of all. */
  private static <E> long[] numbers(JavaRDD<E> elements, ExampleOpener<E> opener) {
    List<Long> counts =
        elements
            .mapPartitions(
                partition -> {
                  long count = 0;
                  while (partition.hasNext()) {
                    count += opener.open(partition.next()).count();
                  }
                  return List.of(count).iterator();
                })
            .collect();
    long[] first = new long[counts.size() + 1];
    IntStream.range(0, counts.size()).forEach(i -> first[i + 1] = first[i] + counts.get(i));
    return first;
  }

  private static <E> JavaRDD<byte[]> dealt(
      JavaRDD<E> elements, ExampleOpener<E> opener, int lanes, long[] first, Places places) {
    JavaPairRDD<Long, byte[]> placed =
        elements
            .mapPartitionsWithIndex(
                (index, partition) ->
                    new Encoder<>(partition, opener, first[index], places.inTask()),
                true)
            .mapToPair(example -> example);
    return placed.repartitionAndSortWithinPartitions(new ByPlace(lanes)).values();
  }

  /** Makes, in each task, what gives the place of the example with a number. */
  @FunctionalInterface
  private interface Places extends Serializable {
    LongUnaryOperator inTask();
  }

  /** A place's lane. */
  private static final class ByPlace extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int lanes;

    ByPlace(int lanes) {
      this.lanes = lanes;
    }

    @Override
    public int numPartitions() {
      return lanes;
    }

    @Override
    public int getPartition(Object place) {
      return (int) ((Long) place % lanes);
    }
  }

  /** Opens element after element and gives (place, bytes) of each example. */
  private static final class Encoder<E> implements Iterator<Tuple2<Long, byte[]>> {
    private final Iterator<E> elements;
    private final ExampleOpener<E> opener;
    private final LongUnaryOperator places;
    private final List<Tuple2<Long, byte[]>> opened = new ArrayList<>();
    private long number;
    private int next;

    Encoder(Iterator<E> elements, ExampleOpener<E> opener, long first, LongUnaryOperator places) {
      this.elements = elements;
      this.opener = opener;
      this.number = first;
      this.places = places;
    }

    @Override
    public boolean hasNext() {
      while (next == opened.size() && elements.hasNext()) {
        open(elements.next());
      }
      return next < opened.size();
    }

    @Override
    public Tuple2<Long, byte[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return opened.get(next++);
    }

    private void open(E element) {
      opened.clear();
      next = 0;
      try {
        Opened examples = opener.open(element);
        for (int i = 0; i < examples.count(); i++) {
          opened.add(new Tuple2<>(places.applyAsLong(number++), examples.encode(i)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
