package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.shard.ShardStatistics;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/** A shard's statistics on the wire, whatever kind it is of. */
final class StatisticsBytes {
  private static final int DIGITS = 3;

  private StatisticsBytes() {}

  static byte[] of(ShardStatistics statistics) {
    TextWriter out = new TextWriter();
    out.i32(statistics.shard()).i64(statistics.samples()).i64(statistics.updates());
    Numbers.write(out, statistics.laneClocks());
    Numbers.write(out, statistics.laneSamples());
    Numbers.write(out, statistics.laneSkipped());
    out.i32(statistics.parked());
    write(out, statistics.staleness());
    write(out, statistics.spread());
    return out.toBytes();
  }

  /** Those of a shard of rows. */
  static byte[] of(RowShardStatistics statistics) {
    TextWriter out = new TextWriter();
    out.i32(statistics.shard()).i64(statistics.samples()).i64(statistics.updates());
    Numbers.write(out, statistics.laneClocks());
    Numbers.write(out, statistics.laneSamples());
    out.i32(statistics.parked()).i32(statistics.lists());
    Numbers.write(out, Arrays.stream(statistics.blocks()).asLongStream().toArray());
    write(out, statistics.staleness());
    return out.toBytes();
  }

  static RowShardStatistics readRows(byte[] content) throws BadFrameException {
    TextReader in = new TextReader(ByteBuffer.wrap(content));
    RowShardStatistics statistics =
        new RowShardStatistics(
            in.i32(),
            in.i64(),
            in.i64(),
            Numbers.read(in),
            Numbers.read(in),
            in.i32(),
            in.i32(),
            Arrays.stream(Numbers.read(in)).mapToInt(blocks -> (int) blocks).toArray(),
            histogram(in));
    in.end();
    return statistics;
  }

  static ShardStatistics read(byte[] content) throws BadFrameException {
    TextReader in = new TextReader(ByteBuffer.wrap(content));
    ShardStatistics statistics =
        new ShardStatistics(
            in.i32(),
            in.i64(),
            in.i64(),
            Numbers.read(in),
            Numbers.read(in),
            Numbers.read(in),
            in.i32(),
            histogram(in),
            histogram(in));
    in.end();
    return statistics;
  }

  /** Values and their counts by turns. */
  private static void write(TextWriter out, Histogram histogram) {
    List<Long> pairs = new ArrayList<>();
    for (HistogramIterationValue value : histogram.recordedValues()) {
      pairs.add(value.getValueIteratedTo());
      pairs.add(value.getCountAtValueIteratedTo());
    }
    Numbers.write(out, pairs.stream().mapToLong(Long::longValue).toArray());
  }

  private static Histogram histogram(TextReader in) throws BadFrameException {
    long[] pairs = Numbers.read(in);
    Histogram histogram = new Histogram(DIGITS);
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      if (pairs[i] < 0 || pairs[i + 1] < 0) {
        throw new BadFrameException("a histogram with a value below 0");
      }
      histogram.recordValueWithCount(pairs[i], pairs[i + 1]);
    }
    return histogram;
  }
}
