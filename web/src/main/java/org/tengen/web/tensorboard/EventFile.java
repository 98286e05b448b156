package org.tengen.web.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.tengen.models.metric.Metric;

/**
 * One event file: records, each its length, a checksum of that, an {@code Event} of TensorFlow's
 * {@code event.proto}, and a checksum of it. Tags are the metrics' names. Each record is on its way
 * to the disk when the call returns, so that a killed run leaves whole ones. Used by one thread.
 */
final class EventFile implements Closeable {
  private static final String VERSION = "brain.Event:2";

  /** What a record has beside its event. */
  private static final int LENGTH_BYTES = 8;

  private static final int CHECKSUM_BYTES = 4;
  private static final int MASK = 0xA282EAD8;

  private final OutputStream out;
  private final Set<Metric> described = EnumSet.noneOf(Metric.class);

  /** Fields of {@code Event}. */
  private static final class Event {
    static final int WALL_TIME = 1;
    static final int STEP = 2;
    static final int FILE_VERSION = 3;
    static final int SUMMARY = 5;
    static final int SESSION_LOG = 7;
  }

  /** Fields of a {@code Summary} and of its values. */
  private static final class Summary {
    static final int VALUE = 1;
    static final int TAG = 1;
    static final int SIMPLE_VALUE = 2;
    static final int HISTOGRAM = 5;
    static final int METADATA = 9;
    static final int DESCRIPTION = 3;
  }

  /** The field of a {@code SessionLog}, and what it says of one that begins. */
  private static final class Session {
    static final int STATUS = 1;
    static final int START = 1;
  }

  /**
   * A file that begins.
   *
   * @param wallS seconds, from 1970 on unless time is virtual
   */
  EventFile(OutputStream out, double wallS) throws IOException {
    this.out = out;
    record(
        new Message().float64(Event.WALL_TIME, wallS).text(Event.FILE_VERSION, VERSION).toBytes());
  }

  /** What files of before have from {@code step} on is void, and happens again from here on. */
  void restart(double wallS, long step) throws IOException {
    Message session = new Message().number(Session.STATUS, Session.START);
    record(at(wallS, step).message(Event.SESSION_LOG, session).toBytes());
  }

  /**
   * Adds what was seen at one moment.
   *
   * @param step samples
   */
  void scalars(double wallS, long step, Map<Metric, Double> figures) throws IOException {
    Message summary = new Message();
    figures.forEach(
        (metric, figure) ->
            summary.message(
                Summary.VALUE, value(metric).float32(Summary.SIMPLE_VALUE, figure.floatValue())));
    record(at(wallS, step).message(Event.SUMMARY, summary).toBytes());
  }

  /**
   * Adds a distribution over whole numbers.
   *
   * @param counts {@code counts.get(k)} things were k; at least one is
   */
  void histogram(double wallS, long step, Metric metric, List<Long> counts) throws IOException {
    Message value = value(metric).message(Summary.HISTOGRAM, Buckets.of(counts).message());
    Message summary = new Message().message(Summary.VALUE, value);
    record(at(wallS, step).message(Event.SUMMARY, summary).toBytes());
  }

  private static Message at(double wallS, long step) {
    return new Message().float64(Event.WALL_TIME, wallS).number(Event.STEP, step);
  }

  /** Its first value says what a metric is. */
  private Message value(Metric metric) {
    Message value = new Message().text(Summary.TAG, metric.key());
    if (described.add(metric)) {
      String says = metric.says() + " Unit: " + metric.unit().symbol() + ".";
      value.message(Summary.METADATA, new Message().text(Summary.DESCRIPTION, says));
    }
    return value;
  }

  private void record(byte[] event) throws IOException {
    byte[] length = Message.littleEndian(LENGTH_BYTES).putLong(event.length).array();
    byte[] record = new byte[LENGTH_BYTES + CHECKSUM_BYTES + event.length + CHECKSUM_BYTES];
    ByteBuffer.wrap(record)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(length)
        .putInt(checksum(length))
        .put(event)
        .putInt(checksum(event));
    out.write(record);
    out.flush();
  }

  /** Rotated and shifted, as a checksum of what has checksums in it would else be a poor one. */
  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
