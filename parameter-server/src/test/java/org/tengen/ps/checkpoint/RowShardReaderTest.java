package org.tengen.ps.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.rows.RowRuns;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;

@Timeout(120)
class RowShardReaderTest {
  private static final RowTraining TRAINING = RowRuns.training("bsp", 1, 1, "adagrad");
  private static byte[] written = {};

  @BeforeAll
  static void train() throws Exception {
    RowServerSettings settings = RowServerSettings.usual(RowRuns.name(), TRAINING);
    try (RowServer server = RowServer.start(settings)) {
      RowRuns.lane(TRAINING, 0, server.connector(), 5);
      List<RowShardImage> images = server.images();
      written = bytes(images.get(0));
      images.get(0).close();
    }
  }

  private static byte[] bytes(RowShardImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LittleOutput out = new LittleOutput(bytes)) {
      image.writeTo(out);
      out.flush();
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 1000, 4099, 1 << 20})
  void readsTheSameHoweverItIsCut(int piece) throws Exception {
    RowShardReader reader = new RowShardReader(TRAINING, 0);
    for (int from = 0; from < written.length; from += piece) {
      assertThat(reader.isWhole()).isFalse();
      reader.add(Arrays.copyOfRange(written, from, Math.min(written.length, from + piece)));
    }
    assertThat(reader.isWhole()).isTrue();
    RowServerSettings settings = RowServerSettings.usual(RowRuns.name(), TRAINING);
    try (RowServer server = RowServer.start(settings, new Read(reader))) {
      assertThat(bytes(server.images().get(0))).isEqualTo(written);
    }
  }

  /** What a reader has read. */
  private record Read(RowShardReader reader) implements RowOrigin {
    @Override
    public RowTraining training() {
      return TRAINING;
    }

    @Override
    public long[] granted() {
      return new long[] {5};
    }

    @Override
    public RowShardState state(int shard) {
      return reader.state();
    }

    @Override
    public void send(int shard, Pieces to) {
      throw new IllegalStateException("shards are in this process");
    }
  }

  @Test
  void refusesBytesAfterTheEnd() {
    RowShardReader reader = new RowShardReader(TRAINING, 0);
    assertThatThrownBy(() -> reader.add(Arrays.copyOf(written, written.length + 3)))
        .isInstanceOf(DamagedException.class)
        .hasMessage("3 bytes follow the end");
  }

  @Test
  void isNotWholeBeforeTheLastByte() throws IOException {
    RowShardReader reader = new RowShardReader(TRAINING, 0);
    reader.add(Arrays.copyOf(written, written.length - 1));
    assertThat(reader.isWhole()).isFalse();
    assertThatThrownBy(reader::state).hasMessage("shard 0 of rows is not whole");
  }
}
