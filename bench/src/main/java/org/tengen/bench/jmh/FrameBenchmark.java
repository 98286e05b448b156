package org.tengen.bench.jmh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.table.Layout;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.ReplyCodec;
import org.tengen.ps.wire.RequestCodec;

/**
 * 4 MB in frames of one slice: out of a worker's buffer and into a shard's arrays (push), and the
 * other way (pull). The socket between is left out: frames lie in direct memory, as Netty has them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
  private static final int SLICE = Layout.DEFAULT_SLICE_FLOATS;
  private static final int FLOATS = 1 << 20;
  private static final int SLICES = FLOATS / SLICE;
  private static final int FRAME_BYTES = FrameHeader.BYTES + SLICE * Float.BYTES;
  private static final Expected FROM_CLIENT = Expected.fromClient(SLICE * Float.BYTES);
  private static final Expected FROM_SERVER = Expected.fromServer(SLICE * Float.BYTES);

  private final float[][] shard = new float[SLICES][SLICE];
  private final FloatBuffer worker =
      ByteBuffer.allocateDirect(FLOATS * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
  private final ByteBuffer[] pushes = new ByteBuffer[SLICES];
  private final ByteBuffer[] pulls = new ByteBuffer[SLICES];

  /** Fills the floats, and every frame once, so that there is something to decode. */
  @Setup(Level.Trial)
  public void fill() {
    for (int slice = 0; slice < SLICES; slice++) {
      Arrays.fill(shard[slice], 0.5f);
      worker.put(slice * SLICE, shard[slice]);
      pushes[slice] = ByteBuffer.allocateDirect(FRAME_BYTES);
      pulls[slice] = ByteBuffer.allocateDirect(FRAME_BYTES);
      push(slice).write(pushes[slice]);
      weights(slice).write(pulls[slice]);
    }
  }

  private Frame push(int slice) {
    Payload gradient = Payload.of(worker, slice * SLICE, SLICE);
    return RequestCodec.encode(slice, 0, new Request.Push(0, 1, 17, slice, 17, 32, gradient));
  }

  private Frame weights(int slice) {
    return ReplyCodec.weights(slice, slice, 17, Payload.of(shard[slice], 0, SLICE));
  }

  /** The same bytes from arrays to direct memory and nothing else. */
  @Benchmark
  public void copy(Moved moved) {
    for (int slice = 0; slice < SLICES; slice++) {
      worker.put(slice * SLICE, shard[slice]);
    }
    moved.add(FLOATS);
  }

  /** A worker's push into frames. */
  @Benchmark
  public void encodePush(Moved moved) {
    for (int slice = 0; slice < SLICES; slice++) {
      push(slice).write(pushes[slice]);
    }
    moved.add(FLOATS);
  }

  /** A push's frames into a shard's arrays. */
  @Benchmark
  public void decodePush(Moved moved) throws BadFrameException {
    for (int slice = 0; slice < SLICES; slice++) {
      FrameHeader header = FrameHeader.read(pushes[slice], FROM_CLIENT);
      Request request = RequestCodec.decode(header, body(pushes[slice], header));
      if (request instanceof Request.Push push) {
        push.payload().read(0, shard[push.slice()], 0, SLICE);
      }
    }
    moved.add(FLOATS);
  }

  /** A shard's weights into frames. */
  @Benchmark
  public void encodePull(Moved moved) {
    for (int slice = 0; slice < SLICES; slice++) {
      weights(slice).write(pulls[slice]);
    }
    moved.add(FLOATS);
  }

  /** The frames of a pull into a worker's buffer. */
  @Benchmark
  public void decodePull(Moved moved) throws BadFrameException {
    for (int slice = 0; slice < SLICES; slice++) {
      FrameHeader header = FrameHeader.read(pulls[slice], FROM_SERVER);
      Payload weights = ReplyCodec.weights(header, body(pulls[slice], header));
      weights.read(worker, header.slice() * SLICE);
    }
    moved.add(FLOATS);
  }

  private static ByteBuffer body(ByteBuffer frame, FrameHeader header) {
    return frame.slice(FrameHeader.BYTES, header.payloadBytes());
  }
}
