package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.ClientHandshake;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.FrameType;
import org.tengen.ps.wire.Nonce;
import org.tengen.ps.wire.RequestCodec;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;
import org.tengen.ps.wire.SharedBody;
import org.tengen.ps.wire.SharedFrames;

/** Senders that find shared memory full: until the other side has read, or is gone. */
@Timeout(60)
class SharedMemoryFullTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final RunKey KEY = new RunKey("run-1", Secret.fresh(RANDOM));
  private static final int HALF = 256 * 1024;

  /** 40,000 bytes: a half holds six. */
  private static final int SLICE = 10_000;

  private static final int FULL = 6;
  private static final int SLICES = 20;

  private final Memory memory = new Memory();
  private final Careful careful = new Careful();
  private final Holding holding = new Holding();
  private TcpServer server;

  /** Sends a table as fast as the way takes it. */
  private static final class Careful implements Endpoint {
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger waits = new AtomicInteger();
    private final BlockingQueue<Boolean> ends = new LinkedBlockingQueue<>();

    @Override
    public void submit(Request request, ReplyHandler handler) {
      goOn(handler);
    }

    private void goOn(ReplyHandler handler) {
      while (sent.get() < SLICES) {
        if (!handler.ready(() -> goOn(handler))) {
          waits.incrementAndGet();
          return;
        }
        float[] slice = new float[SLICE];
        slice[0] = sent.get();
        handler.onWeights(sent.getAndIncrement(), 1, Payload.of(slice, 0, SLICE));
      }
      handler.onReply(new Reply.Pulled(0));
      ends.add(true);
    }
  }

  /** Keeps pushes until it is told to let them go. */
  private static final class Holding implements Endpoint {
    private final Deque<ReplyHandler> held = new ArrayDeque<>();
    private final AtomicInteger came = new AtomicInteger();

    @Override
    public synchronized void submit(Request request, ReplyHandler handler) {
      came.incrementAndGet();
      held.add(handler);
    }

    synchronized boolean letGo() {
      ReplyHandler first = held.poll();
      if (first != null) {
        first.onReply(new Reply.Acknowledged(0));
      }
      return first != null;
    }
  }

  @BeforeEach
  void start() throws Exception {
    TcpSettings settings = TcpSettings.defaults().withSharedBytes(HALF);
    server =
        TcpServer.start(
            Listen.onLoopback(), KEY, settings, Map.of(0, careful, 1, holding), memory.pool);
  }

  @AfterEach
  void stop() {
    while (holding.letGo()) {}
    server.close();
    memory.assertAllGivenBack();
  }

  private static void await(Callable<Boolean> until) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(until);
  }

  // ---- the server sends ----

  /** A client that shares memory, has pulled, and reads nothing but headers. */
  private RawPeer pulling() throws Exception {
    RawPeer peer = RawPeer.toFile(server.address());
    ClientHandshake handshake = new ClientHandshake(KEY, "raw", Nonce.fresh(RANDOM));
    peer.send(handshake.hello());
    peer.send(handshake.proof(peer.receive(FrameType.CHALLENGE)));
    handshake.opened(peer.receive(FrameType.WELCOME));
    peer.send(SharedFrames.ask()).receive(FrameType.SHARED);
    peer.send(SharedFrames.mapped(true));
    peer.send(RequestCodec.encode(9, 0, new Request.Pull(0, 1, 0)));
    await(() -> careful.waits.get() == 1);
    assertThat(careful.sent).hasValue(FULL);
    return peer;
  }

  private static int place(RawPeer peer) throws Exception {
    return SharedBody.read(
            peer.receive(FrameType.IN_MEMORY), Expected.inMemoryFromServer(1 << 20), HALF)
        .place();
  }

  @Test
  void aServerGoesOnWhenTheClientHasRead() throws Exception {
    try (RawPeer peer = pulling()) {
      int[] places = new int[SLICES];
      for (int slice = 0; slice < SLICES; slice++) {
        places[slice] = place(peer);
        if (slice >= FULL - 1) {
          int[] oldest = {places[slice - (FULL - 1)]};
          peer.send(SharedFrames.freed(oldest, 1));
        }
      }
      peer.receive(FrameType.PULLED);
    }
    assertThat(careful.ends.poll(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aServerWaitsOnForTheOldestWhenTheClientHasReadAnother() throws Exception {
    try (RawPeer peer = pulling()) {
      int oldest = place(peer);
      int second = place(peer);
      peer.send(SharedFrames.freed(new int[] {second}, 1));
      // comes after the freeing
      peer.send(RequestCodec.encode(10, 1, new Request.Detach(0, 1, 0)));
      await(() -> holding.came.get() == 1);
      assertThat(careful.sent).hasValue(FULL);
      peer.send(SharedFrames.freed(new int[] {oldest}, 1));
      await(() -> careful.sent.get() == FULL + 2);
    }
  }

  @Test
  void aClientThatDiesEndsTheServersWait() throws Exception {
    pulling().close();
    assertThat(careful.ends.poll(20, TimeUnit.SECONDS)).isTrue();
    assertThat(careful.sent).hasValue(SLICES);
  }

  // ---- the client sends ----

  /** Pushes of a client of whose memory all is out; the rest waits in the client. */
  private List<Asking> pushing(TcpConnection connection) throws Exception {
    Request first = push(new float[SLICE]);
    Asking before = Asking.of(connection.endpoint(1), first); // asks for memory
    await(holding::letGo);
    assertThat(before.reply()).isEqualTo(new Reply.Acknowledged(0));
    holding.came.set(0);
    List<Asking> asked = new ArrayList<>();
    for (int slice = 0; slice < SLICES; slice++) {
      asked.add(Asking.of(connection.endpoint(1), push(new float[SLICE])));
    }
    await(() -> holding.came.get() == FULL);
    return asked;
  }

  private static Request push(float[] floats) {
    return new Request.Push(0, 1, 0, 0, 0, 1, Payload.of(floats, 0, floats.length));
  }

  private TcpClient client() {
    return new TcpClient(KEY, "test/1", TcpSettings.defaults(), memory.pool);
  }

  @Test
  void aClientGoesOnWhenTheServerHasAnswered() throws Exception {
    try (TcpClient client = client();
        TcpConnection connection = client.connect(server.address())) {
      List<Asking> asked = pushing(connection);
      for (int answered = 1; answered <= SLICES - FULL; answered++) {
        int came = FULL + answered;
        await(holding::letGo);
        await(() -> holding.came.get() == came);
      }
      await(() -> !holding.letGo());
      for (Asking one : asked) {
        assertThat(one.reply()).isEqualTo(new Reply.Acknowledged(0));
      }
    }
  }

  @Test
  void aServerThatDiesEndsTheClientsWait() throws Exception {
    try (TcpClient client = client();
        TcpConnection connection = client.connect(server.address())) {
      List<Asking> asked = pushing(connection);
      server.close();
      for (Asking one : asked) {
        assertThat(one.reply())
            .isInstanceOfSatisfying(
                Refused.class, r -> assertThat(r.reason()).isEqualTo(Refused.Reason.LOST));
      }
    }
  }
}
