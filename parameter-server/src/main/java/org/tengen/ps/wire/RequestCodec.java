package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.codec.Format;
import org.tengen.ps.protocol.Opening;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;

/** Every {@link Request} as a frame, and back. */
public final class RequestCodec {
  private static final int MAX_WORKER = 512;
  private static final int MAX_FACTS = 64;
  private static final int MAX_FACT_NAME = 128;
  private static final int MAX_FACT = 512;

  private RequestCodec() {}

  /**
   * {@code request} as request {@code id} to {@code target}. A push's floats are read when the
   * frame is written.
   *
   * @throws IllegalArgumentException if one of its strings is too long
   */
  public static Frame encode(long id, int target, Request request) {
    if (request instanceof Request.Push push) {
      return push(id, target, push);
    }
    if (request instanceof Request.Pull pull) {
      Frame frame = plain(FrameType.PULL, id, target, pull, pull.incarnation(), pull.clock());
      return new Frame(frame.header().in(pull.epoch()), frame.body());
    }
    if (request instanceof Request.Attach attach) {
      return plain(FrameType.ATTACH, id, target, attach, attach.incarnation(), 0);
    }
    if (request instanceof Request.Detach detach) {
      return plain(FrameType.DETACH, id, target, detach, detach.incarnation(), detach.clock());
    }
    if (request instanceof Request.Join join) {
      return text(FrameType.JOIN, id, target, join, 0, joining(join));
    }
    if (request instanceof Request.Leave leave) {
      byte[] finished = {(byte) (leave.finished() ? 1 : 0)};
      return text(FrameType.LEAVE, id, target, leave, leave.incarnation(), finished);
    }
    if (request instanceof Request.Progress progress) {
      byte[] totals = totals(progress.totals());
      return text(FrameType.PROGRESS, id, target, progress, progress.incarnation(), totals);
    }
    if (request instanceof Request.Where where) {
      FrameHeader header =
          new FrameHeader(
              FrameType.WHERE,
              id,
              target,
              where.lane(),
              where.incarnation(),
              where.shard(),
              0,
              0,
              0,
              0,
              0);
      return new Frame(header, Body.none());
    }
    if (RowCodec.takes(request)) {
      return RowCodec.encode(id, target, request);
    }
    if (request instanceof Request.Order order) {
      return text(FrameType.ORDER, id, target, order, 0, order.content());
    }
    throw new IllegalArgumentException("no frame for " + request);
  }

  /**
   * The request in a frame. A push's payload is a view of {@code body}, readable as long as that.
   *
   * @throws BadFrameException if {@code body} is not what the type promises
   */
  public static Request decode(FrameHeader header, ByteBuffer body) throws BadFrameException {
    if (RowCodec.takes(header.type())) {
      return RowCodec.decode(header, body);
    }
    int lane = header.lane();
    int incarnation = header.incarnation();
    TextReader in = new TextReader(body);
    Request request =
        switch (header.type()) {
          case PULL -> new Request.Pull(lane, incarnation, header.clock(), header.epoch());
          case ATTACH -> new Request.Attach(lane, incarnation);
          case DETACH -> new Request.Detach(lane, incarnation, header.clock());
          case WHERE -> new Request.Where(lane, incarnation, header.slice());
          case JOIN -> joining(lane, in);
          case LEAVE -> new Request.Leave(lane, incarnation, in.u8() != 0);
          case PROGRESS -> new Request.Progress(lane, incarnation, totals(in));
          case PUSH -> push(header, body);
          case ORDER -> new Request.Order(in.bytes(body.remaining()));
          default -> throw new BadFrameException(header.type() + " is no request");
        };
    if (header.type() != FrameType.PUSH) {
      in.end();
    }
    return request;
  }

  private static Frame push(long id, int target, Request.Push push) {
    Body floats = Body.of(push.payload());
    FrameHeader header =
        new FrameHeader(
            FrameType.PUSH,
            id,
            target,
            push.lane(),
            push.incarnation(),
            push.slice(),
            push.clock(),
            push.pulledVersion(),
            push.samples(),
            0,
            push.epoch(),
            floats.bytes(),
            Format.of(push.payload()));
    return new Frame(header, floats);
  }

  private static Request push(FrameHeader header, ByteBuffer body) throws BadFrameException {
    return new Request.Push(
        header.lane(),
        header.incarnation(),
        header.clock(),
        header.slice(),
        header.version(),
        header.samples(),
        header.epoch(),
        Body.floats(header, body));
  }

  private static Frame plain(
      FrameType type, long id, int target, Request request, int incarnation, long clock) {
    return new Frame(
        new FrameHeader(type, id, target, request.lane(), incarnation, 0, clock, 0, 0, 0, 0),
        Body.none());
  }

  private static Frame text(
      FrameType type, long id, int target, Request request, int incarnation, byte[] content) {
    int length = content.length;
    return new Frame(
        new FrameHeader(type, id, target, request.lane(), incarnation, 0, 0, 0, 0, 0, length),
        new Body.Text(content));
  }

  private static byte[] joining(Request.Join join) {
    if (join.facts().size() > MAX_FACTS) {
      throw new IllegalArgumentException(
          join.facts().size() + " facts of " + join.worker() + ": at most " + MAX_FACTS);
    }
    TextWriter out = new TextWriter().string("worker", join.worker(), MAX_WORKER);
    out.u8(join.facts().size());
    join.facts()
        .forEach(
            (name, fact) -> {
              out.string("name of a fact", name, MAX_FACT_NAME);
              out.string("fact " + name, fact, MAX_FACT);
            });
    return out.toBytes();
  }

  private static Request joining(int lane, TextReader in) throws BadFrameException {
    String worker = in.string(MAX_WORKER);
    int count = in.u8();
    Map<String, String> facts = new HashMap<>();
    for (int i = 0; i < count; i++) {
      facts.put(in.string(MAX_FACT_NAME), in.string(MAX_FACT));
    }
    return new Request.Join(lane, worker, facts);
  }

  private static byte[] totals(StepTotals totals) {
    TextWriter out = new TextWriter();
    out.i64(totals.iterations())
        .i64(totals.samples())
        .i64(Double.doubleToRawLongBits(totals.lossSum()))
        .i64(totals.computingNs())
        .i64(totals.waitingForCoreNs())
        .i64(totals.stragglingNs())
        .i64(totals.idleNs())
        .i64(totals.sendingNs())
        .i64(totals.traffic().pushed())
        .i64(totals.traffic().pushedRaw())
        .i64(totals.traffic().pulled())
        .i64(totals.traffic().pulledRaw())
        .i64(totals.traffic().residuals())
        .i32(totals.stepTimes().first())
        .i32(totals.stepTimes().counts().size());
    totals.stepTimes().counts().forEach(out::i64);
    out.u8(totals.opening().pieces().size());
    for (Opening.Piece piece : totals.opening().pieces()) {
      out.u8(piece.activity().code());
      out.i64(piece.ns());
    }
    return out.toBytes();
  }

  private static StepTotals totals(TextReader in) throws BadFrameException {
    return new StepTotals(
        in.i64(),
        in.i64(),
        Double.longBitsToDouble(in.i64()),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        in.i64(),
        new Traffic(in.i64(), in.i64(), in.i64(), in.i64(), in.i64()),
        stepTimes(in),
        opening(in));
  }

  /** How long after the other lanes this one began is the coordinator's to know. */
  private static Opening opening(TextReader in) throws BadFrameException {
    int size = in.u8();
    if (size > Opening.PIECES) {
      throw new BadFrameException(
          "opening of " + size + " pieces: expected at most " + Opening.PIECES);
    }
    List<Opening.Piece> pieces = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int code = in.u8();
      Opening.Activity activity =
          Opening.Activity.of(code)
              .orElseThrow(() -> new BadFrameException("opening: no activity " + code));
      pieces.add(new Opening.Piece(activity, in.i64()));
    }
    return new Opening(0, pieces);
  }

  private static StepTimes stepTimes(TextReader in) throws BadFrameException {
    int first = in.i32();
    int size = in.i32();
    if (first < 0 || size < 0 || first > StepTimes.BUCKETS || size > StepTimes.BUCKETS - first) {
      throw new BadFrameException(
          "step times of " + size + " buckets from " + first + ": expected " + StepTimes.BUCKETS);
    }
    List<Long> counts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      counts.add(in.i64());
    }
    return new StepTimes(first, counts);
  }
}
