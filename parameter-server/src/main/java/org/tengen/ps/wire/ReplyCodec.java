package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import org.tengen.ps.codec.Format;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;

/** Every {@link Reply}, and a pull's slices, as frames, and back. */
public final class ReplyCodec {
  private static final int MAX_MESSAGE = 2048;
  private static final int MAX_ADDRESS = 1024;

  private ReplyCodec() {}

  /** One slice of the answer to pull {@code id}. The floats are read when the frame is written. */
  public static Frame weights(long id, int slice, long version, Payload weights) {
    Body floats = Body.of(weights);
    Format format = Format.of(weights);
    return new Frame(
        new FrameHeader(
            FrameType.WEIGHTS, id, 0, 0, 0, slice, 0, version, 0, 0, 0, floats.bytes(), format),
        floats);
  }

  /**
   * The floats of a {@link FrameType#WEIGHTS}: a view of {@code body}.
   *
   * @throws BadFrameException if they are not what the header's format promises
   */
  public static Payload weights(FrameHeader header, ByteBuffer body) throws BadFrameException {
    return Body.floats(header, body);
  }

  /** {@code reply} to request {@code id}. A message that is too long is cut. */
  public static Frame encode(long id, Reply reply) {
    if (reply instanceof Reply.Acknowledged acknowledged) {
      return plain(FrameHeader.answer(FrameType.ACKNOWLEDGED, id, acknowledged.parkedNs(), 0));
    }
    if (reply instanceof Reply.Pulled pulled) {
      return plain(FrameHeader.answer(FrameType.PULLED, id, pulled.parkedNs(), 0));
    }
    if (reply instanceof Reply.Joined joined) {
      return plain(
          new FrameHeader(FrameType.JOINED, id, 0, 0, joined.incarnation(), 0, 0, 0, 0, 0, 0));
    }
    if (reply instanceof Reply.Attached attached) {
      FrameHeader header =
          new FrameHeader(FrameType.ATTACHED, id, 0, 0, 0, 0, attached.clock(), 0, 0, 0, 0);
      return plain(header.in(attached.epoch()));
    }
    if (reply instanceof Reply.Placed placed) {
      byte[] content = new TextWriter().string("address", placed.address(), MAX_ADDRESS).toBytes();
      FrameHeader header = FrameHeader.answer(FrameType.PLACED, id, 0, content.length);
      return new Frame(header.in(placed.epoch()), new Body.Text(content));
    }
    if (reply instanceof Reply.Behind behind) {
      return plain(new FrameHeader(FrameType.BEHIND, id, 0, 0, 0, 0, behind.clock(), 0, 0, 0, 0));
    }
    if (reply instanceof Reply.BudgetSpent) {
      return plain(FrameHeader.answer(FrameType.BUDGET_SPENT, id, 0, 0));
    }
    if (reply instanceof Reply.Done) {
      return plain(FrameHeader.answer(FrameType.DONE, id, 0, 0));
    }
    if (reply instanceof Reply.UnknownLists) {
      return plain(FrameHeader.answer(FrameType.UNKNOWN_LISTS, id, 0, 0));
    }
    if (reply instanceof Reply.Vacate) {
      return plain(FrameHeader.answer(FrameType.VACATE, id, 0, 0));
    }
    if (reply instanceof Reply.Report report) {
      return new Frame(
          FrameHeader.answer(FrameType.REPORT, id, 0, report.content().length),
          new Body.Text(report.content()));
    }
    if (reply instanceof Reply.Refused refused) {
      byte[] content =
          new TextWriter()
              .u8(code(refused.reason()))
              .clipped(refused.message(), MAX_MESSAGE)
              .toBytes();
      return new Frame(
          FrameHeader.answer(FrameType.REFUSED, id, 0, content.length), new Body.Text(content));
    }
    throw new IllegalArgumentException("no frame for " + reply);
  }

  /**
   * The reply in a frame.
   *
   * @throws BadFrameException if {@code body} is not what the type promises
   */
  public static Reply decode(FrameHeader header, ByteBuffer body) throws BadFrameException {
    return switch (header.type()) {
      case ACKNOWLEDGED -> new Reply.Acknowledged(header.parkedNs());
      case PULLED -> new Reply.Pulled(header.parkedNs());
      case JOINED -> new Reply.Joined(header.incarnation());
      case ATTACHED -> new Reply.Attached(header.clock(), header.epoch());
      case PLACED -> placed(header, new TextReader(body));
      case BEHIND -> new Reply.Behind(header.clock());
      case BUDGET_SPENT -> new Reply.BudgetSpent();
      case DONE -> new Reply.Done();
      case UNKNOWN_LISTS -> new Reply.UnknownLists();
      case VACATE -> new Reply.Vacate();
      case REPORT -> new Reply.Report(new TextReader(body).bytes(body.remaining()));
      case REFUSED -> refused(new TextReader(body));
      default -> throw new BadFrameException(header.type() + " is no reply");
    };
  }

  private static Reply placed(FrameHeader header, TextReader in) throws BadFrameException {
    String address = in.line(MAX_ADDRESS);
    in.end();
    return new Reply.Placed(header.epoch(), address);
  }

  private static Reply refused(TextReader in) throws BadFrameException {
    Reason reason = reason(in.u8());
    String message = in.string(MAX_MESSAGE);
    in.end();
    return new Reply.Refused(reason, message);
  }

  private static Frame plain(FrameHeader header) {
    return new Frame(header, Body.none());
  }

  private static int code(Reason reason) {
    return switch (reason) {
      case SUPERSEDED -> 1;
      case INVALID -> 2;
      case DEADLINE -> 3;
      case CLOSED -> 4;
      case LOST -> 5;
      case SUPERSEDED_EPOCH -> 6;
    };
  }

  private static Reason reason(int code) throws BadFrameException {
    return switch (code) {
      case 1 -> Reason.SUPERSEDED;
      case 2 -> Reason.INVALID;
      case 3 -> Reason.DEADLINE;
      case 4 -> Reason.CLOSED;
      case 5 -> Reason.LOST;
      case 6 -> Reason.SUPERSEDED_EPOCH;
      default -> throw new BadFrameException("reason " + code + " of a refusal: expected 1 to 6");
    };
  }
}
