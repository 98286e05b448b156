package org.tengen.web.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.Event;
import org.tensorflow.util.SessionLog;

/** Event files in memory, read as TensorBoard reads them, with TensorFlow's own classes. */
final class EventFiles implements EventFeed.Folder {
  private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

  /** A value, as TensorBoard has it. */
  record Seen(String tag, long step, double wallS, Summary.Value value) {
    float scalar() {
      assertThat(value.getValueCase()).isEqualTo(Summary.Value.ValueCase.SIMPLE_VALUE);
      return value.getSimpleValue();
    }
  }

  @Override
  public int files() {
    return files.size();
  }

  @Override
  public OutputStream create(String name) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(files.put(name, file)).isNull();
    return file;
  }

  byte[] bytes(String name) {
    ByteArrayOutputStream file = files.get(name);
    assertThat(file).as(name).isNotNull();
    return file.toByteArray();
  }

  /** All values that stand: those that a later start has voided are gone. */
  List<Seen> seen() throws IOException {
    List<Seen> all = new ArrayList<>();
    for (ByteArrayOutputStream file : files.values()) {
      for (Event event : events(file.toByteArray())) {
        if (event.getSessionLog().getStatus() == SessionLog.SessionStatus.START) {
          all.removeIf(seen -> seen.step() >= event.getStep());
        }
        for (Summary.Value value : event.getSummary().getValueList()) {
          all.add(new Seen(value.getTag(), event.getStep(), event.getWallTime(), value));
        }
      }
    }
    return all;
  }

  /** Those of one tag. */
  List<Seen> seen(String tag) throws IOException {
    return seen().stream().filter(seen -> seen.tag().equals(tag)).toList();
  }

  /** The events of a file, whose checksums are right. */
  static List<Event> events(byte[] file) throws IOException {
    List<Event> events = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      requireChecksum(length, in.getInt());
      byte[] event =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(event);
      requireChecksum(event, in.getInt());
      events.add(Event.parseFrom(event));
    }
    return events;
  }

  private static void requireChecksum(byte[] of, int masked) {
    int rotated = masked - 0xA282EAD8;
    CRC32C crc = new CRC32C();
    crc.update(of);
    assertThat(rotated << 15 | rotated >>> 17).isEqualTo((int) crc.getValue());
  }
}
