package org.tengen.ps.image;

import java.util.ArrayList;
import java.util.List;

/**
 * What a shard is beside its {@link ShardImage}: who has attached and waits, and what is gathered
 * for updates that are not made. A shard that starts from both goes on as the one that they were
 * taken from would. In which order things stand is the shard's own affair, and may change with
 * every version of it; it is for another process of the same run, and is never stored.
 *
 * @param numbers whole numbers, a part of the shard each
 * @param floats sums and weights
 */
public record ShardRest(List<long[]> numbers, List<float[]> floats) {
  /** Of a shard that nobody has asked anything. */
  public static final ShardRest NONE = new ShardRest(List.of(), List.of());

  public ShardRest {
    numbers = List.copyOf(numbers);
    floats = List.copyOf(floats);
  }

  /** Whether there is none. */
  public boolean isNone() {
    return numbers.isEmpty();
  }

  /** Takes it down, part by part. */
  public static final class Writer {
    private final List<long[]> numbers = new ArrayList<>();
    private final List<float[]> floats = new ArrayList<>();

    /** Copies numbers. */
    public void put(long... some) {
      numbers.add(some.clone());
    }

    /** Copies numbers. */
    public void put(int[] some) {
      long[] wide = new long[some.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = some[i];
      }
      numbers.add(wide);
    }

    /** Copies answers to yes or no. */
    public void put(boolean[] some) {
      long[] wide = new long[some.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = some[i] ? 1 : 0;
      }
      numbers.add(wide);
    }

    /** Copies floats. */
    public void put(float[] some) {
      floats.add(some.clone());
    }

    /** All of it. */
    public ShardRest all() {
      return new ShardRest(numbers, floats);
    }
  }

  /** Reads it, in the same order. */
  public static final class Reader {
    private final ShardRest rest;
    private int number;
    private int at;

    /** A reader at the beginning. */
    public Reader(ShardRest rest) {
      this.rest = rest;
    }

    /** The next numbers; of as many as there are. */
    public long[] numbers() {
      return rest.numbers.get(number++);
    }

    /** The next numbers, into an array of as many. */
    public void read(long[] into) {
      long[] from = numbers();
      System.arraycopy(from, 0, into, 0, into.length);
    }

    /** The next numbers, into an array of as many. */
    public void read(int[] into) {
      long[] from = numbers();
      for (int i = 0; i < into.length; i++) {
        into[i] = (int) from[i];
      }
    }

    /** The next answers, into an array of as many. */
    public void read(boolean[] into) {
      long[] from = numbers();
      for (int i = 0; i < into.length; i++) {
        into[i] = from[i] != 0;
      }
    }

    /** The next floats, into an array of as many. */
    public void read(float[] into) {
      float[] from = floats();
      System.arraycopy(from, 0, into, 0, into.length);
    }

    /** The next floats; the reader's own. */
    public float[] floats() {
      return rest.floats.get(at++).clone();
    }
  }
}
