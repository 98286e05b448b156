package org.tengen.driver.games;

import java.util.List;
import org.tengen.corpus.text.TextFile;
import org.tengen.corpus.text.TextSource;
import scala.Tuple2;

/**
 * Where a game stands first, how often it is there again, and where the first of these stands, as
 * numbers that travel cheaply: {place, repeats, place of the first repeat}.
 */
final class Repeats {
  /** 8,388,608 files of a trillion games and more. */
  private static final int NUMBER_BITS = 40;

  private static final long NONE = Long.MAX_VALUE;

  private Repeats() {}

  /** Of a game that was not seen before: game {@code number} from 0 of those used of a file. */
  static long[] first(long file, int number) {
    return new long[] {file << NUMBER_BITS | number, 0, NONE};
  }

  /** Of two that are one: the one that stands first stays. */
  static Tuple2<long[], int[]> both(Tuple2<long[], int[]> a, Tuple2<long[], int[]> b) {
    boolean inOrder = a._1()[0] < b._1()[0];
    long[] first = (inOrder ? a : b)._1();
    long[] again = (inOrder ? b : a)._1();
    long repeated = Math.min(first[2], Math.min(again[0], again[2]));
    return new Tuple2<>(
        new long[] {first[0], first[1] + again[1] + 1, repeated}, (inOrder ? a : b)._2());
  }

  /** A place as a person would write it. */
  static String place(long place, TextSource source, List<TextFile> files) {
    String file = files.get((int) (place >>> NUMBER_BITS)).name();
    long number = (place & (1L << NUMBER_BITS) - 1) + 1;
    return "%s, game %d of those used".formatted(source.where(file), number);
  }
}
