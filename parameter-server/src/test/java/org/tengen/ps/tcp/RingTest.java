package org.tengen.ps.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RingTest {
  private final Ring ring = new Ring(1024);

  @Test
  void bodiesFollowEachOtherInLinesOf64Bytes() {
    assertThat(ring.claim(100)).isZero();
    assertThat(ring.claim(64)).isEqualTo(128);
    assertThat(ring.claim(1)).isEqualTo(192);
  }

  @Test
  void goesRoundWhenTheOldestHaveBeenFreed() {
    assertThat(ring.claim(512)).isZero();
    assertThat(ring.claim(448)).isEqualTo(512);
    assertThat(ring.claim(128)).isEqualTo(-1);
    assertThat(ring.hasRoom()).isFalse();
    assertThat(ring.free(0)).isTrue();
    assertThat(ring.hasRoom()).isTrue();
    assertThat(ring.claim(128)).isZero();
    assertThat(ring.claim(448)).isEqualTo(-1);
    assertThat(ring.claim(384)).isEqualTo(128);
    assertThat(ring.claim(1)).isEqualTo(-1);
  }

  @Test
  void beginsAtTheFrontWhenAllIsFree() {
    ring.claim(100);
    ring.claim(100);
    ring.free(0);
    ring.free(128);
    assertThat(ring.claim(1024)).isZero();
    assertThat(ring.claim(1)).isEqualTo(-1);
  }

  @Test
  void whatIsFreedBeforeAnOlderOneWaitsForThat() {
    ring.claim(512);
    ring.claim(512);
    assertThat(ring.free(512)).isTrue();
    assertThat(ring.claim(64)).isEqualTo(-1);
    ring.free(0);
    assertThat(ring.claim(64)).isZero();
  }

  @Test
  void freesNothingTwiceAndNothingThatIsNotOut() {
    ring.claim(512);
    ring.claim(64);
    assertThat(ring.free(64)).isFalse();
    assertThat(ring.free(512)).isTrue();
    assertThat(ring.free(512)).isFalse();
    assertThat(ring.free(-1)).isFalse();
  }

  @Test
  void neverGivesOutWhatIsOut() {
    Random random = new Random(1);
    Deque<int[]> out = new ArrayDeque<>();
    for (int step = 0; step < 100_000; step++) {
      int bytes = 1 + random.nextInt(300);
      int place = ring.claim(bytes);
      if (place >= 0) {
        assertThat(place + bytes).isLessThanOrEqualTo(1024);
        for (int[] other : out) {
          assertThat(place >= other[1] || place + bytes <= other[0]).isTrue();
        }
        out.add(new int[] {place, place + bytes});
      }
      if (place < 0 || random.nextBoolean()) {
        List<int[]> all = new ArrayList<>(out);
        int[] gone = all.get(random.nextInt(all.size()));
        out.remove(gone);
        assertThat(ring.free(gone[0])).isTrue();
      }
      if (out.isEmpty()) {
        assertThat(ring.hasRoom()).isTrue();
      }
    }
  }
}
