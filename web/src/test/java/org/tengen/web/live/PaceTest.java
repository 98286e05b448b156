package org.tengen.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private static LiveCounts counts(LiveCounts.Lane... lanes) {
    return Counts.with(Counts.after(1, 1), List.of(lanes));
  }

  @Test
  void aLaneWhoseStepsTakeThreeTimesAsLongStandsOutThoughAllHaveTheSameClock() {
    Pace pace = new Pace();
    pace.look(counts(Counts.lane(1, 0, 0), Counts.lane(1, 0, 0), Counts.lane(1, 0, 0)));
    pace.look(counts(Counts.lane(1, 10, 1), Counts.lane(1, 10, 3), Counts.lane(1, 10, 1.2)));

    assertThat(pace.slow()).extracting(Pace.Slow::lane).containsExactly(1);
    assertThat(pace.slow().get(0).times()).isEqualTo(2.5);
    assertThat(pace.secondsPerStep()).containsExactly(0.1, 0.3, 0.12);
  }

  @Test
  void nobodyStandsOutWhoIsAlittleSlowerOrAlone() {
    Pace pace = new Pace();
    pace.look(counts(Counts.lane(1, 0, 0), Counts.lane(1, 0, 0)));
    pace.look(counts(Counts.lane(1, 10, 1), Counts.lane(1, 10, 1.4)));
    assertThat(pace.slow()).isEmpty();

    Pace alone = new Pace();
    alone.look(counts(Counts.lane(1, 0, 0)));
    alone.look(counts(Counts.lane(1, 10, 9)));
    assertThat(alone.slow()).isEmpty();
  }

  @Test
  void whatWasLongAgoDoesNotCount() {
    Pace pace = new Pace();
    for (int look = 0; look <= 30; look++) {
      int slow = Math.min(look, 5);
      pace.look(counts(Counts.lane(1, look, look), Counts.lane(1, look, look + 9.0 * slow)));
    }
    assertThat(pace.slow()).isEmpty();
  }
}
