package org.tengen.driver.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.WireFormat;
import org.tensorflow.framework.Summary;

/** The values in a folder's event files, of which those that a later start voids are gone. */
final class EventRecords {
  private static final int STEP = 2;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  private EventRecords() {}

  /** A value. */
  record Value(String tag, long step, Summary.Value value) {}

  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Value> of(Path folder) throws IOException {
    List<Value> all = new ArrayList<>();
    for (Path file : files(folder)) {
      ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      while (in.hasRemaining()) {
        byte[] event = new byte[(int) in.getLong()];
        in.getInt();
        in.get(event);
        in.getInt();
        add(all, event);
      }
    }
    return all;
  }

  static List<Value> of(Path folder, String tag) throws IOException {
    return of(folder).stream().filter(value -> value.tag().equals(tag)).toList();
  }

  static List<Long> steps(Path folder, String tag) throws IOException {
    return of(folder, tag).stream().map(Value::step).toList();
  }

  private static void add(List<Value> all, byte[] event) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(event);
    long step = 0;
    boolean starts = false;
    Summary summary = Summary.getDefaultInstance();
    for (int key = in.readTag(); key != 0; key = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(key)) {
        case STEP -> step = in.readInt64();
        case SUMMARY -> summary = Summary.parseFrom(in.readByteArray());
        case SESSION_LOG -> {
          in.readByteArray();
          starts = true;
        }
        default -> in.skipField(key);
      }
    }
    long from = step;
    if (starts) {
      all.removeIf(value -> value.step() >= from);
    }
    summary.getValueList().forEach(value -> all.add(new Value(value.getTag(), from, value)));
  }
}
