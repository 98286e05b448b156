package org.tengen.ps.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;

class RowCodecTest {
  private static ByteBuffer written(Request request) {
    Frame frame = RequestCodec.encode(9, 2, request);
    ByteBuffer bytes = ByteBuffer.allocate(frame.bytes());
    frame.write(bytes);
    return bytes;
  }

  private static Request through(Request request) throws BadFrameException {
    ByteBuffer bytes = written(request);
    FrameHeader header = FrameHeader.read(bytes, Expected.fromClient(1 << 20));
    assertThat(header.id()).isEqualTo(9);
    assertThat(header.target()).isEqualTo(2);
    return RequestCodec.decode(header, bytes.slice(FrameHeader.BYTES, header.payloadBytes()));
  }

  @Test
  void everyRequestComesOutAsItWentIn() throws BadFrameException {
    Request.RowList list =
        (Request.RowList) through(new Request.RowList(3, 4, 5, -6, new int[] {0, 7, 1 << 30}));
    assertThat(list.rows()).containsExactly(0, 7, 1 << 30);
    assertThat(list)
        .usingRecursiveComparison()
        .isEqualTo(new Request.RowList(3, 4, 5, -6, new int[] {0, 7, 1 << 30}));
    Request.RowPull pull = new Request.RowPull(3, 4, 1L << 40, new long[] {-1, 0, 5});
    assertThat(through(pull)).usingRecursiveComparison().isEqualTo(pull);
    float[] floats = {1.5f, -2, 0};
    Request.RowPush push =
        (Request.RowPush)
            through(
                new Request.RowPush(
                    3, 4, 5, 6, 7, 8, new long[] {9, 10}, Payload.of(floats, 1, 2)));
    assertThat(push)
        .usingRecursiveComparison()
        .ignoringFields("payload")
        .isEqualTo(
            new Request.RowPush(3, 4, 5, 6, 7, 8, new long[] {9, 10}, Payload.of(floats, 1, 2)));
    float[] read = new float[2];
    push.payload().read(0, read, 0, 2);
    assertThat(read).containsExactly(-2, 0);
  }

  @Test
  void anAnswerThatListsAreUnknownComesOut() throws BadFrameException {
    Frame frame = ReplyCodec.encode(1, new Reply.UnknownLists());
    assertThat(ReplyCodec.decode(frame.header(), ByteBuffer.allocate(0)))
        .isEqualTo(new Reply.UnknownLists());
  }

  @Test
  void neighboursTakeAByteEach() {
    int[] rows = new int[1000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 5 + i;
    }
    assertThat(RowGaps.encode(rows)).hasSize(1000);
    assertThat(RowGaps.encode(new int[] {0, Integer.MAX_VALUE})).hasSize(6);
  }

  @Test
  void anyRisingRowsComeOutAsTheyWentIn() throws BadFrameException {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      int bound = 1 << random.nextInt(31);
      int[] rows = random.ints(0, bound).limit(random.nextInt(300)).sorted().distinct().toArray();
      byte[] bytes = RowGaps.encode(rows);
      assertThat(RowGaps.decode(ByteBuffer.wrap(bytes), rows.length)).isEqualTo(rows);
    }
  }

  @Test
  void refusesRowsThatAreNone() {
    assertThatThrownBy(() -> RowGaps.encode(new int[] {3, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 3 after row 3: must rise");
    assertThatThrownBy(() -> decode(1, -1, -1, -1, -1, 127))
        .isInstanceOf(BadFrameException.class)
        .hasMessage("row 0 of 1: not a number of 31 bits");
    assertThatThrownBy(() -> decode(1, 128)).hasMessage("row 0 of 1: not a number of 31 bits");
    assertThatThrownBy(() -> decode(1, 1, 1)).hasMessage("1 bytes follow 1 rows");
    assertThatThrownBy(() -> decode(3, 1, 1)).hasMessage("3 rows in 2 bytes");
    assertThatThrownBy(() -> decode(-1, 1)).hasMessage("-1 rows in 1 bytes");
  }

  private static int[] decode(int count, int... bytes) throws BadFrameException {
    ByteBuffer in = ByteBuffer.allocate(bytes.length);
    for (int each : bytes) {
      in.put((byte) each);
    }
    return RowGaps.decode(in.flip(), count);
  }

  @Test
  void refusesFramesThatAreCutShort() {
    Request push =
        new Request.RowPush(3, 4, 5, 6, 7, 8, new long[] {9, 10}, Payload.of(new float[2], 0, 2));
    ByteBuffer bytes = written(push);
    FrameHeader header = FrameHeader.bare(FrameType.ROW_PUSH, 0);
    for (int cut : new int[] {0, 7, 8, 23, 25}) {
      assertThatThrownBy(() -> RequestCodec.decode(header, bytes.slice(FrameHeader.BYTES, cut)))
          .isInstanceOf(BadFrameException.class);
    }
  }
}
