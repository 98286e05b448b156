package org.tengen.bench.jmh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.codec.Coding;
import org.tengen.ps.codec.Encoder;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.table.Layout;

/**
 * A worker's push of 4 MB of normally distributed floats: into a codec's payloads, residual
 * included, and out of them into a shard's arrays. The thresholds make about a thousandth of the
 * floats go with each push, as the ratio does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  private static final int FLOATS = 1 << 20;
  private static final long CLOCK = 1_000;

  /** As settings name them. */
  @Param({
    "float32",
    "bfloat16",
    "int8",
    "topk:0.001",
    "topk:0.001+momentum:0.9",
    "threshold:800",
    "threshold:800+momentum:0.9"
  })
  String codec = "float32";

  private final Layout layout = Layout.of(FLOATS, 1);
  private final float[][] shard = new float[layout.slices()][layout.sliceFloats()];
  private final FloatBuffer gradient =
      ByteBuffer.allocateDirect(FLOATS * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
  private Encoder encoder = Encoder.of(Coding.RAW, layout);
  private List<Payload> payloads = List.of();

  /** Makes the codec, past its warm-up, and pushes often enough that its residual is filled. */
  @Setup
  public void choose() {
    Random random = new Random(1);
    for (int i = 0; i < FLOATS; i++) {
      gradient.put(i, (float) random.nextGaussian());
    }
    encoder = Encoder.of(new Coding(Codec.parse(codec), List.of(), 1, CLOCK), layout);
    for (int i = 0; i < 20; i++) {
      payloads = encoder.encode(gradient, 1, CLOCK);
    }
  }

  /** A push into payloads. */
  @Benchmark
  public List<Payload> encode(Moved moved) {
    moved.add(FLOATS);
    return encoder.encode(gradient, 1, CLOCK);
  }

  /** Payloads into a shard's arrays. */
  @Benchmark
  public float[][] decode(Moved moved) {
    for (int slice = 0; slice < shard.length; slice++) {
      payloads.get(slice).read(0, shard[slice], 0, shard[slice].length);
    }
    moved.add(FLOATS);
    return shard;
  }
}
