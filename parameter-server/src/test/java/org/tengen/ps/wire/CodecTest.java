package org.tengen.ps.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.codec.Coding;
import org.tengen.ps.codec.Encoder;
import org.tengen.ps.codec.Format;
import org.tengen.ps.protocol.Opening;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.table.Layout;

class CodecTest {
  private static final List<Request> REQUESTS =
      List.of(
          new Request.Join(3, "höst/123", Map.of("engine", "dl4j", "threads", "1")),
          new Request.Join(0, "", Map.of()),
          new Request.Progress(
              1, 2, new StepTotals(1, 2, 3.5, 4, 5, 6, 7, 8, new Traffic(9, 10, 11, 12, 13))),
          new Request.Progress(
              1,
              2,
              new StepTotals(
                  3,
                  2,
                  3.5,
                  4,
                  5,
                  6,
                  7,
                  8,
                  Traffic.NOTHING,
                  new StepTimes(7, List.of(1L, 0L, 2L)),
                  new Opening(
                      0,
                      List.of(
                          new Opening.Piece(Opening.Activity.SENDING, 1L << 40),
                          new Opening.Piece(Opening.Activity.COMPUTING, 7))))),
          new Request.Leave(1, 2, true),
          new Request.Leave(1, 2, false),
          new Request.Attach(4, 5),
          new Request.Pull(4, 5, 1L << 40),
          new Request.Pull(4, 5, 6, 1L << 42),
          new Request.Where(4, 5, 6),
          new Request.Detach(4, 5, 6));

  private static final List<Reply> REPLIES =
      List.of(
          new Reply.Joined(9),
          new Reply.Attached(1L << 41),
          new Reply.Attached(7, 1L << 42),
          new Reply.Placed(3, "10.0.0.7:7071 unix:/tmp/socket"),
          new Reply.Placed(1, ""),
          new Reply.Pulled(12),
          new Reply.BudgetSpent(),
          new Reply.Behind(71),
          new Reply.Acknowledged(13),
          new Reply.Done(),
          new Reply.Vacate(),
          new Refused(Refused.Reason.SUPERSEDED, "lane 3 went to host b"),
          new Refused(Refused.Reason.INVALID, ""),
          new Refused(Refused.Reason.DEADLINE, "lane 2 did not come"),
          new Refused(Refused.Reason.CLOSED, "the run has ended"),
          new Refused(Refused.Reason.LOST, "gone"),
          new Refused(Refused.Reason.SUPERSEDED_EPOCH, "shard 1 serves in epoch 2 elsewhere"));

  private static ByteBuffer written(Frame frame) {
    ByteBuffer bytes = ByteBuffer.allocate(frame.bytes());
    frame.write(bytes);
    return bytes;
  }

  private static Request requestIn(ByteBuffer bytes) throws BadFrameException {
    FrameHeader header = FrameHeader.read(bytes, Expected.fromClient(4096));
    return RequestCodec.decode(header, bytes.slice(FrameHeader.BYTES, header.payloadBytes()));
  }

  private static Reply replyIn(ByteBuffer bytes) throws BadFrameException {
    FrameHeader header = FrameHeader.read(bytes, Expected.fromServer(4096));
    return ReplyCodec.decode(header, bytes.slice(FrameHeader.BYTES, header.payloadBytes()));
  }

  @Test
  void everyRequestArrivesAsItWasSent() throws Exception {
    for (Request request : REQUESTS) {
      Frame frame = RequestCodec.encode(77, 2, request);
      assertThat(frame.header().id()).isEqualTo(77);
      assertThat(frame.header().target()).isEqualTo(2);
      assertThat(requestIn(written(frame))).isEqualTo(request);
    }
  }

  @Test
  void aPushArrivesWithItsFloats() throws Exception {
    Payload floats = Payload.of(new float[] {0, 1.5f, -2, Float.NaN, 4}, 1, 3);
    Request.Push push = new Request.Push(1, 2, 3, 4, 5, 6, 7, floats);

    Request.Push arrived = (Request.Push) requestIn(written(RequestCodec.encode(1, 0, push)));

    assertThat(arrived.lane()).isEqualTo(1);
    assertThat(arrived.incarnation()).isEqualTo(2);
    assertThat(arrived.clock()).isEqualTo(3);
    assertThat(arrived.slice()).isEqualTo(4);
    assertThat(arrived.pulledVersion()).isEqualTo(5);
    assertThat(arrived.samples()).isEqualTo(6);
    assertThat(arrived.epoch()).isEqualTo(7);
    float[] copy = new float[3];
    arrived.payload().read(0, copy, 0, 3);
    assertThat(copy).containsExactly(1.5f, -2, Float.NaN);
  }

  /** A push of three floats in the codec's bytes. */
  private static Frame coded(String codec) {
    Coding coding = new Coding(Codec.parse(codec), List.of(), 1, 1);
    FloatBuffer floats = FloatBuffer.wrap(new float[] {127, 0, -64});
    Payload payload = Encoder.of(coding, new Layout(3, 3, 1)).encode(floats, 1, 0).get(0);
    return RequestCodec.encode(1, 0, new Request.Push(1, 2, 3, 4, 5, 6, payload));
  }

  @Test
  void aCodedPushNamesItsFormatAndArrivesWithItsFloats() throws Exception {
    for (String codec : List.of("bfloat16", "int8", "topk:1", "threshold:1")) {
      Frame frame = coded(codec);
      Request.Push arrived = (Request.Push) requestIn(written(frame));
      assertThat(frame.header().format()).isEqualTo(Codec.parse(codec).format());
      assertThat(Format.of(arrived.payload())).isEqualTo(Codec.parse(codec).format());
      float[] copy = new float[3];
      arrived.payload().read(0, copy, 0, 3);
      assertThat(copy).containsExactly(127, 0, -64);
    }
  }

  @Test
  void refusesACodedPushThatIsNotWhatItsFormatPromises() {
    ByteBuffer bytes = written(coded("topk:1"));
    bytes.put(7, (byte) 2);
    assertThatThrownBy(() -> requestIn(bytes))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("PUSH frame of INT8: 22 bytes: expected at least 28 for 3 floats");
  }

  @Test
  void refusesAFormatThatThereIsNotOrThatIsOfNoFloats() {
    ByteBuffer push = written(coded("topk:1"));
    push.put(7, (byte) 77);
    assertThatThrownBy(() -> requestIn(push))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("PUSH frame of format code 77");
    ByteBuffer pull = written(RequestCodec.encode(1, 0, new Request.Pull(1, 2, 3)));
    pull.put(7, (byte) 1);
    assertThatThrownBy(() -> requestIn(pull))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("PULL frame of format code 1");
  }

  @Test
  void aFrameIsCountedAsLongAsItIs() {
    assertThat(Traffic.FRAME_BYTES).isEqualTo(FrameHeader.BYTES);
  }

  @Test
  void floatsAreRawAndLittleEndian() {
    Payload one = Payload.of(new float[] {1}, 0, 1);
    ByteBuffer bytes = written(ReplyCodec.weights(5, 6, 7, one));
    byte[] raw = new byte[bytes.remaining()];
    bytes.get(raw);
    assertThat(raw).hasSize(68).endsWith(0, 0, (byte) 0x80, 0x3f);
  }

  @Test
  void everyReplyArrivesAsItWasSent() throws Exception {
    for (Reply reply : REPLIES) {
      Frame frame = ReplyCodec.encode(78, reply);
      assertThat(frame.header().id()).isEqualTo(78);
      assertThat(replyIn(written(frame))).isEqualTo(reply);
    }
  }

  @Test
  void weightsArriveWithSliceAndVersion() throws Exception {
    ByteBuffer bytes = written(ReplyCodec.weights(5, 6, 7, Payload.of(new float[] {1, 2}, 0, 2)));
    FrameHeader header = FrameHeader.read(bytes, Expected.fromServer(4096));
    assertThat(header.id()).isEqualTo(5);
    assertThat(header.slice()).isEqualTo(6);
    assertThat(header.version()).isEqualTo(7);
    float[] copy = new float[2];
    ReplyCodec.weights(header, bytes.slice(FrameHeader.BYTES, 8)).read(0, copy, 0, 2);
    assertThat(copy).containsExactly(1, 2);
  }

  @Test
  void refusesEveryTruncationOfText() throws Exception {
    for (int i : new int[] {0, 2, 3}) {
      ByteBuffer bytes = written(RequestCodec.encode(1, 0, REQUESTS.get(i)));
      FrameHeader header = FrameHeader.read(bytes, Expected.fromClient(4096));
      for (int length = 0; length < header.payloadBytes(); length++) {
        ByteBuffer cut = bytes.slice(FrameHeader.BYTES, length);
        assertThatThrownBy(() -> RequestCodec.decode(header, cut))
            .isInstanceOf(BadFrameException.class);
      }
    }
  }

  @Test
  void refusesBytesAfterTheEndOfText() throws Exception {
    byte[] content = {1, 0};
    FrameHeader leave = new FrameHeader(FrameType.LEAVE, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2);
    assertThatThrownBy(() -> RequestCodec.decode(leave, ByteBuffer.wrap(content)))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("1 bytes follow the end of a message");
  }

  @Test
  void refusesStringsThatAreNotUtf8() {
    byte[] worker = {2, 0, (byte) 0xc3, (byte) 0x28, 0};
    FrameHeader join = new FrameHeader(FrameType.JOIN, 1, -1, 0, 0, 0, 0, 0, 0, 0, 5);
    assertThatThrownBy(() -> RequestCodec.decode(join, ByteBuffer.wrap(worker)))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("string of 2 bytes: expected UTF-8");
  }

  @Test
  void randomBytesAreRefusedAndNothingElseIsThrown() {
    Random random = new Random(4711);
    FrameType[] types = {FrameType.JOIN, FrameType.LEAVE, FrameType.PROGRESS, FrameType.REFUSED};
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] content = new byte[random.nextInt(100)];
      random.nextBytes(content);
      FrameType type = types[round % types.length];
      FrameHeader header = new FrameHeader(type, 1, 0, 0, 0, 0, 0, 0, 0, 0, content.length);
      try {
        if (type == FrameType.REFUSED) {
          ReplyCodec.decode(header, ByteBuffer.wrap(content));
        } else {
          RequestCodec.decode(header, ByteBuffer.wrap(content));
        }
      } catch (BadFrameException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(19_000);
  }

  @Test
  void refusesToSendAnEndlessWorkerName() {
    Request join = new Request.Join(0, "x".repeat(513), Map.of());
    assertThatThrownBy(() -> RequestCodec.encode(1, -1, join))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("worker of 513 bytes: at most 512 are accepted");
  }

  @Test
  void cutsAMessageAtACharactersBoundary() throws Exception {
    String message = "x".repeat(2047) + "é";
    Refused refused = new Refused(Refused.Reason.INVALID, message);
    assertThat(replyIn(written(ReplyCodec.encode(1, refused))))
        .isEqualTo(new Refused(Refused.Reason.INVALID, "x".repeat(2047)));
  }
}
