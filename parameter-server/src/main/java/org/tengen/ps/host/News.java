package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/**
 * How a host's run is getting on.
 *
 * @param broken empty; or one line that says why the run cannot go on
 * @param pushes by shard of the host, those applied on every slice
 * @param finished the shards that have nothing left to do; their moments are all told
 * @param moments those that the owner has not yet said that it has dealt with, in order
 */
record News(String broken, long[] pushes, List<Integer> finished, List<Moment> moments) {
  private static final int MAX_LINE = 2048;

  News {
    finished = List.copyOf(finished);
    moments = List.copyOf(moments);
  }

  byte[] toBytes() {
    TextWriter out = new TextWriter().clipped(broken, MAX_LINE);
    Numbers.write(out, pushes);
    Numbers.write(out, finished.stream().mapToLong(Integer::longValue).toArray());
    out.i32(moments.size());
    moments.forEach(moment -> moment.write(out));
    return out.toBytes();
  }

  static News read(byte[] content) throws BadFrameException {
    TextReader in = new TextReader(ByteBuffer.wrap(content));
    String broken = in.line(MAX_LINE);
    long[] pushes = Numbers.read(in);
    List<Integer> finished =
        Arrays.stream(Numbers.read(in)).mapToObj(shard -> (int) shard).toList();
    int count = in.i32();
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      moments.add(Moment.read(in));
    }
    in.end();
    return new News(broken, pushes, finished, moments);
  }
}
