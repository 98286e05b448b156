package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.codec.Coding;
import org.tengen.ps.codec.Encoder;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.table.Layout;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.ClientHandshake;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.HandshakeException;
import org.tengen.ps.wire.Nonce;
import org.tengen.ps.wire.ReplyCodec;
import org.tengen.ps.wire.RequestCodec;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;
import org.tengen.ps.wire.ServerHandshake;
import org.tengen.ps.wire.SharedBody;
import org.tengen.ps.wire.SharedFrames;

/**
 * Frames that are valid, nearly valid and nonsense, in pieces of any size, to both ends of a
 * connection, before and after its handshake. {@code -Dtengen.fuzz.seconds=600} runs for so many
 * seconds of processor time.
 */
@Tag("simulation")
class FuzzTest {
  private static final int LIMIT = 16 * 1024;
  private static final int SCRATCH_BYTES = 8 * 1024;
  private static final int ROUNDS = 30_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final RunKey key = new RunKey("run", Secret.of(new byte[32]));

  /** How often decoding was refused, and how often it was not. */
  private long refused;

  private long decoded;

  @Test
  void refusesWhatIsNoFrameAndThrowsAndAllocatesNothingElse() {
    long seconds = Long.getLong("tengen.fuzz.seconds", 0);
    long untilNs = THREADS.getCurrentThreadCpuTime() + TimeUnit.SECONDS.toNanos(seconds);
    long seed = 0;
    while (seed < ROUNDS || THREADS.getCurrentThreadCpuTime() < untilNs) {
      round(++seed);
    }
    System.out.println(
        seed + " connections: " + decoded + " frames decoded, " + refused + " refused");
    assertThat(refused).isGreaterThan(ROUNDS / 4);
    assertThat(decoded).isGreaterThan(ROUNDS / 4);
  }

  private void round(long seed) {
    Random random = new Random(seed * 0x9e3779b97f4a7c15L);
    boolean server = random.nextBoolean();
    boolean open = random.nextInt(3) > 0;
    byte[] stream = stream(random, server, open);
    CountingMemory memory = new CountingMemory();
    FrameReader reader =
        new FrameReader(server ? Expected.fromStranger() : Expected.fromUnprovenServer());
    FuzzedSide side = side(reader, server);
    if (open) {
      side.open();
    }
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(memory);
    channel.pipeline().addLast(reader, side);
    long heapBefore = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    feed(channel, stream, random);
    long heap = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - heapBefore;
    channel.finishAndReleaseAll();
    decoded += side.decoded();
    refused += side.thrown() == null ? 0 : 1;
    if (side.thrown() != null) {
      assertThat(side.thrown())
          .describedAs("what seed %s has thrown", seed)
          .isInstanceOfAny(BadFrameException.class, HandshakeException.class);
    }
    assertThat(memory.largest())
        .describedAs("largest buffer of seed %s", seed)
        .isLessThanOrEqualTo(Math.max(LIMIT, SCRATCH_BYTES));
    assertThat(memory.out()).describedAs("bytes not given back by seed %s", seed).isZero();
    assertThat(heap)
        .describedAs("bytes of heap that seed %s took", seed)
        .isLessThan(1_000_000 + 64L * stream.length);
  }

  private FuzzedSide side(FrameReader reader, boolean server) {
    if (server) {
      return new FuzzedSide(reader, new ServerHandshake(key, LIMIT, nonce(2)), null, LIMIT);
    }
    ClientHandshake client = new ClientHandshake(key, "fuzz", nonce(1));
    client.hello();
    return new FuzzedSide(reader, null, client, LIMIT);
  }

  /** The same each time, so that a handshake can be recorded. */
  private static Nonce nonce(int of) {
    return Nonce.fresh(
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) of);
          }
        });
  }

  private static void feed(EmbeddedChannel channel, byte[] stream, Random random) {
    int at = 0;
    while (at < stream.length && channel.isOpen()) {
      int some = Math.min(stream.length - at, 1 + random.nextInt(random.nextBoolean() ? 80 : 9000));
      channel.writeInbound(Unpooled.copiedBuffer(stream, at, some));
      at += some;
    }
  }

  // ---- what is sent ----

  private byte[] stream(Random random, boolean server, boolean open) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    List<Frame> valid = open ? session(random, server) : handshake(server);
    int frames = 1 + random.nextInt(6);
    for (int i = 0; i < frames; i++) {
      Frame frame = open ? valid.get(random.nextInt(valid.size())) : valid.get(i % valid.size());
      byte[] bytes = bytes(frame);
      stream.writeBytes(random.nextInt(3) == 0 ? mutated(bytes, random) : bytes);
    }
    return stream.toByteArray();
  }

  /** Bits flipped, a field overwritten, cut, longer, or nothing but noise. */
  private static byte[] mutated(byte[] bytes, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> {
        for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 1 -> ByteBuffer.wrap(bytes).putInt(4 * random.nextInt(16), number(random));
      case 2 -> bytes[6] = (byte) random.nextInt(64);
      case 3 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 4 -> {
        return Arrays.copyOf(bytes, bytes.length + random.nextInt(200));
      }
      default -> random.nextBytes(bytes);
    }
    return bytes;
  }

  /** A number that somebody may have forgotten, in either byte order. */
  private static int number(Random random) {
    int number =
        switch (random.nextInt(6)) {
          case 0 -> Integer.MAX_VALUE;
          case 1 -> -1;
          case 2 -> Integer.MIN_VALUE;
          case 3 -> LIMIT + random.nextInt(8) - 4;
          case 4 -> random.nextInt(1 << 17);
          default -> random.nextInt();
        };
    return random.nextBoolean() ? number : Integer.reverseBytes(number);
  }

  private List<Frame> handshake(boolean server) {
    try {
      ClientHandshake client = new ClientHandshake(key, "fuzz", nonce(1));
      ServerHandshake answering = new ServerHandshake(key, LIMIT, nonce(2));
      Frame hello = client.hello();
      Frame challenge = answering.challenge(body(hello));
      Frame proof = client.proof(body(challenge));
      Frame welcome = answering.welcome(body(proof));
      return server
          ? List.of(hello, proof)
          : List.of(challenge, welcome, Frame.rejected("not today"));
    } catch (BadFrameException | HandshakeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Floats as they are, or in a codec's bytes. */
  private static Payload floats(Random random) {
    int length = 1 + random.nextInt(1024);
    List<String> codecs = List.of("float32", "bfloat16", "int8", "topk:0.1", "threshold:1");
    Coding coding =
        new Coding(Codec.parse(codecs.get(random.nextInt(codecs.size()))), List.of(), 1, 1);
    FloatBuffer push = FloatBuffer.allocate(length);
    for (int i = 0; i < length; i++) {
      push.put(i, (float) random.nextGaussian());
    }
    return Encoder.of(coding, new Layout(length, length, 1)).encode(push, 1, 0).get(0);
  }

  private static List<Frame> session(Random random, boolean server) {
    Payload floats = floats(random);
    List<Frame> frames = new ArrayList<>(List.of(Frame.heartbeat()));
    frames.addAll(sharing(random, server));
    if (server) {
      Payload rows = Payload.of(new float[100], 0, 1 + random.nextInt(100));
      for (Request request : requests(floats, rows)) {
        frames.add(RequestCodec.encode(random.nextLong(), random.nextInt(3) - 1, request));
      }
    } else {
      frames.add(Frame.rejected("not today"));
      frames.add(ReplyCodec.weights(1, 2, 3, floats));
      for (Reply reply : replies()) {
        frames.add(ReplyCodec.encode(random.nextLong(), reply));
      }
    }
    return frames;
  }

  /** What is said about shared memory, and raw floats that lie in it, or beyond its end. */
  private static List<Frame> sharing(Random random, boolean server) {
    int floats = random.nextInt(1024);
    Payload raw = Payload.of(new float[floats], 0, floats);
    Frame inMemory =
        server
            ? RequestCodec.encode(1, 0, new Request.Push(1, 2, 3, 4, 5, 6, 7, raw))
            : ReplyCodec.weights(1, 2, 3, raw);
    int place = Float.BYTES * random.nextInt(FuzzedSide.SHARED_BYTES / Float.BYTES);
    Frame body = new SharedBody(inMemory.header(), place).frame();
    return server
        ? List.of(
            body,
            SharedFrames.ask(),
            SharedFrames.mapped(random.nextBoolean()),
            SharedFrames.freed(new int[] {64, random.nextInt(), 0}, random.nextInt(4)))
        : List.of(
            body, SharedFrames.offer(new SharedFrames.Offer("tengen-ps-0", random.nextInt())));
  }

  private static List<Request> requests(Payload floats, Payload rows) {
    return List.of(
        new Request.Join(3, "höst/123", Map.of("engine", "dl4j", "threads", "1")),
        new Request.Progress(
            1, 2, new StepTotals(1, 2, 3.5, 4, 5, 6, 7, 8, new Traffic(9, 10, 11, 12, 13))),
        new Request.Leave(1, 2, true),
        new Request.Attach(4, 5),
        new Request.Pull(4, 5, 1L << 40),
        new Request.Where(4, 5, 1),
        new Request.Push(1, 2, 3, 4, 5, 6, 7, floats),
        new Request.Detach(4, 5, 6),
        new Request.RowList(1, 2, 1, 99, new int[] {3, 4, 700, 1 << 20}),
        new Request.RowPull(4, 5, 1L << 40, new long[] {7, 0}),
        new Request.RowPush(1, 2, 3, 4, 5, 6, new long[] {7, 0}, rows));
  }

  private static List<Reply> replies() {
    return List.of(
        new Reply.Joined(9),
        new Reply.Attached(1L << 41),
        new Reply.Placed(2, "10.0.0.7:7071"),
        new Reply.Pulled(12),
        new Reply.BudgetSpent(),
        new Reply.Behind(71),
        new Reply.Acknowledged(13),
        new Reply.Done(),
        new Reply.UnknownLists(),
        new Reply.Vacate(),
        new Reply.Refused(Reply.Refused.Reason.SUPERSEDED, "lane 3 went to host b"));
  }

  private static byte[] bytes(Frame frame) {
    byte[] bytes = new byte[frame.bytes()];
    frame.write(ByteBuffer.wrap(bytes));
    return bytes;
  }

  private static ByteBuffer body(Frame frame) {
    ByteBuffer body = ByteBuffer.allocate(frame.body().bytes());
    frame.body().write(body);
    return body;
  }
}
