package org.tengen.ps.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.ps.store.LocalStore;
import org.tengen.ps.store.Store;

class WeightsFileTest {
  /** SHA-256 of 00 00 80 3f 00 00 00 c0, by sha256sum. */
  private static final String SHA256 =
      "ee4ac73c2bd27756ab82780f27c73a7bc4d3f0bb6acb37e008bc27eccd7e588b";

  private static final float[] WEIGHTS = {1, -2};

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void here() {
    store = new LocalStore(folder);
  }

  @Test
  void isRawLittleEndianFloatsAndALineForSha256sum() throws Exception {
    assertThat(WeightsFile.write(store, "model/weights.f32", WEIGHTS)).isEqualTo(SHA256);
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("model/weights.f32"))))
        .isEqualTo("0000803f000000c0");
    assertThat(folder.resolve("model/weights.f32.sha256")).hasContent(SHA256 + "  weights.f32\n");
  }

  @Test
  void isReadBack() throws Exception {
    WeightsFile.write(store, "weights.f32", WEIGHTS);
    assertThat(WeightsFile.read(store, "weights.f32")).containsExactly(1, -2);
  }

  @Test
  void tellsTheSumWithoutWriting() {
    assertThat(WeightsFile.sha256(WEIGHTS)).isEqualTo(SHA256);
  }

  @Test
  void noticesWhatIsNotWhatWasWritten() throws Exception {
    WeightsFile.write(store, "weights.f32", WEIGHTS);
    Files.write(folder.resolve("weights.f32"), new byte[] {0, 0, (byte) 0x80, 0x3f});
    assertThatThrownBy(() -> WeightsFile.read(store, "weights.f32"))
        .isInstanceOf(DamagedException.class)
        .hasMessageStartingWith(folder.resolve("weights.f32") + ": SHA-256 is ");
    Files.delete(folder.resolve("weights.f32.sha256"));
    assertThatThrownBy(() -> WeightsFile.read(store, "weights.f32"))
        .isInstanceOf(DamagedException.class)
        .hasMessageEndingWith("it or its .sha256 is missing");
  }
}
