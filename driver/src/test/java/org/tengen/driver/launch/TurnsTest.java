package org.tengen.driver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final long TURN = 100;

  private final long[] clocks = new long[4];
  private final Turns turns = new Turns(clocks.length, TURN);

  /** Where each lane that was launched has a slot. */
  private Turns.Decision decide(long now, int slots) {
    return decide(now, slots, lane -> true);
  }

  private Turns.Decision decide(long now, int slots, IntPredicate atWork) {
    return turns.decide(now, slots, slots, atWork, lane -> clocks[(int) lane]);
  }

  private static Turns.Decision launch(Integer... lanes) {
    return new Turns.Decision(List.of(lanes), null);
  }

  private static Turns.Decision vacate(int lane) {
    return new Turns.Decision(List.of(), lane);
  }

  @Test
  void launchesAllLanesWhereThereAreSlotsForAllAndLeavesThemAlone() {
    assertThat(decide(0, 4)).isEqualTo(launch(0, 1, 2, 3));
    clocks[0] = 1_000;
    assertThat(decide(10 * TURN, 4)).isEqualTo(launch());
  }

  @Test
  void launchesThoseThatAreBehindFirst() {
    clocks[0] = 7;
    clocks[1] = 3;
    clocks[2] = 9;
    clocks[3] = 3;
    assertThat(decide(0, 3)).isEqualTo(launch(1, 3, 0));
  }

  @Test
  void letsTheLaneThatIsFarthestAheadMakeRoomWhenItHasHadItsTurn() {
    decide(0, 2);
    decide(1, 2);
    clocks[0] = 5;
    clocks[1] = 8;
    assertThat(decide(TURN, 2)).isEqualTo(launch());
    assertThat(decide(TURN + 1, 2)).isEqualTo(vacate(1));
    // one at a time, and asked until it does
    clocks[0] = 9;
    assertThat(decide(TURN + 2, 2)).isEqualTo(vacate(1));
    clocks[0] = 5;
    turns.ended(1);
    assertThat(decide(TURN + 3, 2)).isEqualTo(launch(2));
    assertThat(decide(TURN + 4, 2)).isEqualTo(vacate(0));
  }

  @Test
  void asksNobodyToMakeRoomForALaneThatIsNotBehind() {
    decide(0, 2);
    decide(1, 2);
    clocks[2] = 5;
    clocks[3] = 5;
    assertThat(decide(2 * TURN, 2)).isEqualTo(launch());
  }

  @Test
  void asksAnotherLaneWhereTheFirstDoesNotAnswer() {
    decide(0, 2);
    decide(1, 2);
    clocks[0] = 5;
    clocks[1] = 8;
    assertThat(decide(TURN + 1, 2)).isEqualTo(vacate(1));
    assertThat(decide(TURN + 2_000_000_000, 2)).isEqualTo(vacate(1));
    assertThat(decide(TURN + 2_000_000_001, 2)).isEqualTo(vacate(0));
  }

  @Test
  void usesSlotsThatCome() {
    assertThat(decide(0, 1)).isEqualTo(launch(0));
    assertThat(decide(1, 3)).isEqualTo(launch(1, 2));
  }

  @Test
  void asksForAsManyAgainWhereMoreExecutorsMayComeForThem() {
    assertThat(turns.decide(0, 0, 100, lane -> false, lane -> 0)).isEqualTo(launch(0));
    assertThat(turns.decide(1, 1, 100, lane -> lane == 0, lane -> 0)).isEqualTo(launch(1));
    assertThat(turns.decide(2, 2, 100, lane -> lane < 2, lane -> 0)).isEqualTo(launch(2, 3));
  }

  @Test
  void letsLanesThatHaveLostTheirSlotsComeToTheirs() {
    decide(0, 4);
    decide(1, 4);
    clocks[0] = 50;
    clocks[1] = 40;
    // two of four slots are gone: two lanes wait for theirs and do not move
    assertThat(decide(TURN + 1, 2, lane -> lane < 2)).isEqualTo(vacate(0));
    turns.ended(0);
    // three lanes for two slots: none starts, and the one ahead makes room
    assertThat(decide(TURN + 2, 2, lane -> lane == 1 || lane == 2)).isEqualTo(vacate(1));
  }
}
