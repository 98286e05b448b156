package org.tengen.ps.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.store.LocalStore;
import org.tengen.ps.store.Store;
import org.tengen.ps.table.Layout;

class CheckpointsTest {
  private static final Map<String, String> FACTS =
      Map.of("strategy", "bsp", "seed", "1", "empty", "", "optimiser", "adam beta1=0.9");

  @TempDir Path folder;
  private Store store;
  private Checkpoints checkpoints;

  @BeforeEach
  void keepTwo() {
    store = new LocalStore(folder);
    checkpoints = new Checkpoints(store, "checkpoints", 2);
  }

  /** 7 floats in slices of 2, on 2 shards, for 3 lanes; every number differs with {@code salt}. */
  private static RunImage image(int salt) {
    Layout layout = new Layout(7, 2, 2);
    List<ShardImage> shards = new ArrayList<>();
    for (int shard = 0; shard < 2; shard++) {
      List<SliceImage> slices = new ArrayList<>();
      for (int slice = layout.slicesOf(shard).from();
          slice < layout.slicesOf(shard).to();
          slice++) {
        slices.add(slice(layout, slice, salt));
      }
      long[] samples = {salt, 2L * salt, 1L << 40};
      shards.add(new ShardImage(shard, ImageKind.CHECKPOINT, samples, slices));
    }
    return new RunImage(ImageKind.CHECKPOINT, layout, shards);
  }

  private static SliceImage slice(Layout layout, int slice, int salt) {
    int length = layout.slice(slice).length();
    long[] clocks = {salt + slice, salt + 1, salt};
    float[] previous = slice % 2 == 0 ? floats(length, salt + 50) : new float[0];
    float[][] state = {floats(length, salt + 100), floats(length, salt + 200)};
    return new SliceImage(
        slice,
        layout.slice(slice),
        1000L * salt + slice,
        clocks,
        floats(length, salt + slice),
        previous,
        slice == 3 ? new float[0][] : state);
  }

  private static float[] floats(int length, float first) {
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = first + i / 3f;
    }
    return floats;
  }

  private Path file(String name) {
    return folder.resolve("checkpoints").resolve(name);
  }

  private List<Path> filesOf(String checkpoint) throws Exception {
    try (Stream<Path> files = Files.list(file(checkpoint))) {
      return files.sorted().toList();
    }
  }

  private Checkpoint newest() throws Exception {
    return checkpoints.newest().orElseThrow();
  }

  private static void assertSame(RunImage is, RunImage expected) {
    assertThat(is).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void isReadBackToTheLastBit() throws Exception {
    String name = checkpoints.write(image(5), FACTS);
    assertThat(name).isEqualTo("checkpoint-00000001");
    assertThat(newest().name()).isEqualTo(name);
    assertThat(newest().facts()).isEqualTo(FACTS);
    assertThat(newest().damaged()).isEmpty();
    assertSame(newest().image(), image(5));
  }

  @Test
  void keepsTheNewestOnes() throws Exception {
    for (int salt = 1; salt <= 4; salt++) {
      checkpoints.write(image(salt), FACTS);
    }
    assertThat(checkpoints.names()).containsExactly("checkpoint-00000003", "checkpoint-00000004");
    assertSame(newest().image(), image(4));
  }

  @Test
  void thoseOfAfterSoManySamplesAndUnfinishedOnesAreDropped() throws Exception {
    checkpoints.write(image(1), FACTS);
    checkpoints.write(image(2), FACTS);

    Files.createDirectories(file("checkpoint-00000003"));
    Files.write(file("checkpoint-00000003").resolve("shard-0"), new byte[3]);

    checkpoints.dropAfter(image(1).samples());

    assertThat(checkpoints.names()).containsExactly("checkpoint-00000001");
    assertSame(newest().image(), image(1));
  }

  @Test
  void isNothingWhereNothingWasWritten() throws Exception {
    assertThat(checkpoints.newest()).isEmpty();
  }

  @Test
  void anyFileCutAtAnyPointIsNoticedNamedAndTheOneBeforeIsUsed() throws Exception {
    checkpoints.write(image(1), FACTS);
    String name = checkpoints.write(image(2), FACTS);
    assertThat(filesOf(name)).hasSize(3);
    for (Path file : filesOf(name)) {
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertFallsBack(file);
      }
      Files.write(file, whole);
    }
    assertSame(newest().image(), image(2));
  }

  @Test
  void anyByteThatChangedInAnyFileIsNoticed() throws Exception {
    checkpoints.write(image(1), FACTS);
    String name = checkpoints.write(image(2), FACTS);
    for (Path file : filesOf(name)) {
      byte[] whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at++) {
        whole[at] ^= 0x10;
        Files.write(file, whole);
        assertFallsBack(file);
        whole[at] ^= 0x10;
      }
      Files.write(file, whole);
    }
  }

  @Test
  void bytesAfterTheEndAreNoticed() throws Exception {
    checkpoints.write(image(1), FACTS);
    String name = checkpoints.write(image(2), FACTS);
    for (Path file : filesOf(name)) {
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length + 1));
      assertFallsBack(file);
      Files.write(file, whole);
    }
  }

  @Test
  void aMissingFileIsNoticed() throws Exception {
    checkpoints.write(image(1), FACTS);
    String name = checkpoints.write(image(2), FACTS);
    for (Path file : filesOf(name)) {
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);
      assertFallsBack(file);
      Files.write(file, whole);
    }
  }

  private void assertFallsBack(Path damaged) throws Exception {
    Checkpoint found = newest();
    assertThat(found.name()).isEqualTo("checkpoint-00000001");
    assertThat(found.damaged()).singleElement().asString().contains(damaged.toString());
  }

  @Test
  void saysWhatIsWrongWithADamagedFile() throws Exception {
    checkpoints.write(image(1), FACTS);
    String name = checkpoints.write(image(2), FACTS);
    Path shard = file(name).resolve("shard-1.bin");
    byte[] whole = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(whole, 100));
    assertThat(newest().damaged()).containsExactly(shard + ": ends after 100 bytes");
    Files.delete(shard);
    assertThat(newest().damaged()).containsExactly(shard + ": missing");
  }

  @Test
  void saysSoWhenNoneIsWhole() throws Exception {
    String name = checkpoints.write(image(1), FACTS);
    Path manifest = file(name).resolve("manifest.txt");
    Files.delete(manifest);
    assertThatThrownBy(() -> checkpoints.newest())
        .isInstanceOf(DamagedException.class)
        .hasMessage(
            "no checkpoint is whole: "
                + manifest
                + ": missing, so the checkpoint was never finished");
  }

  @Test
  void aFileOfAnotherCheckpointIsNoticed() throws Exception {
    String first = checkpoints.write(image(1), FACTS);
    String second = checkpoints.write(image(2), FACTS);
    Files.copy(
        file(first).resolve("shard-0.bin"),
        file(second).resolve("shard-0.bin"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertFallsBack(file(second).resolve("shard-0.bin"));
  }

  @Test
  void whatADeadWriterLeftIsNeitherMixedWithTheNextNorCounted() throws Exception {
    checkpoints.write(image(1), FACTS);
    Files.createDirectories(file("checkpoint-00000002"));
    Files.write(file("checkpoint-00000002").resolve("shard-0.bin"), new byte[10]);

    assertThat(checkpoints.write(image(3), FACTS)).isEqualTo("checkpoint-00000003");

    assertThat(checkpoints.names()).containsExactly("checkpoint-00000001", "checkpoint-00000003");
  }

  @Test
  void aHalfManifestDoesNotPushAWholeCheckpointOut() throws Exception {
    checkpoints.write(image(1), FACTS);
    String second = checkpoints.write(image(2), FACTS);
    Path manifest = file(second).resolve("manifest.txt");
    Files.write(manifest, Arrays.copyOf(Files.readAllBytes(manifest), 40));

    checkpoints.write(image(3), FACTS);

    assertThat(checkpoints.names()).containsExactly("checkpoint-00000001", "checkpoint-00000003");
  }

  @Test
  void whatTheStoreCannotReadCountsAsDamaged() throws Exception {
    checkpoints.write(image(1), FACTS);
    String second = checkpoints.write(image(2), FACTS);
    Path shard = file(second).resolve("shard-0.bin");
    Files.delete(shard);
    Files.createDirectory(shard); // reading it fails in mid-stream

    Checkpoint found = newest();

    assertThat(found.name()).isEqualTo("checkpoint-00000001");
    assertThat(found.damaged())
        .singleElement()
        .asString()
        .startsWith(file(second) + " cannot be read: java.io.IOException");
  }

  @Test
  void refusesFactsThatAreNotLines() {
    assertThatThrownBy(() -> checkpoints.write(image(1), Map.of("a b", "c")))
        .hasMessage("fact 'a b': expected a name of one word and a value of one line");
    assertThatThrownBy(() -> checkpoints.write(image(1), Map.of("a", "b\nsamples 7")))
        .hasMessage("fact 'a': expected a name of one word and a value of one line");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesToKeepOnlyOne() {
    assertThatThrownBy(() -> new Checkpoints(store, "", 1))
        .hasMessage("checkpoints kept=1: expected 2 or more, so that one may be damaged");
  }

  @Test
  void slicesLongerThanTheBufferAreReadBackToo() throws Exception {
    Layout layout = new Layout(300_000, 200_000, 1);
    float[] weights = new float[300_000];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Float.intBitsToFloat(i * 7919);
    }
    RunImage large = RunImage.initial(layout, 1, weights);
    checkpoints.write(large, Map.of());
    assertThat(newest().image().weights()).isEqualTo(weights);
  }
}
