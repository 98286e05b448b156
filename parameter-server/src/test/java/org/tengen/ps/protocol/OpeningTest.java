package org.tengen.ps.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.tengen.ps.protocol.Opening.Activity.COMPUTING;
import static org.tengen.ps.protocol.Opening.Activity.IDLE;
import static org.tengen.ps.protocol.Opening.Activity.SENDING;
import static org.tengen.ps.protocol.Opening.Activity.STRAGGLING;
import static org.tengen.ps.protocol.Opening.Activity.WAITING_FOR_CORE;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningTest {
  private final Opening.Tally tally = new Opening.Tally(3, 1_000);

  @Test
  void leavesNoGapBetweenItsPieces() {
    tally.moved(300, true, 1_500);
    tally.step(700, 2_300);
    tally.straggled(2_400);
    tally.moved(50, false, 2_600);

    assertThat(tally.opening().pieces())
        .extracting(Opening.Piece::activity, Opening.Piece::ns)
        .containsExactly(
            tuple(IDLE, 300L),
            tuple(SENDING, 200L),
            tuple(COMPUTING, 700L),
            tuple(WAITING_FOR_CORE, 100L),
            tuple(STRAGGLING, 100L),
            tuple(SENDING, 150L),
            tuple(IDLE, 50L));
  }

  @Test
  void countsWhatBelongsToTheStepBeforeWithIt() {
    tally.step(100, 1_150);
    tally.more(1_200);
    tally.step(100, 1_300);

    assertThat(tally.opening().pieces())
        .extracting(Opening.Piece::activity, Opening.Piece::ns)
        .containsExactly(
            tuple(COMPUTING, 150L), tuple(WAITING_FOR_CORE, 50L), tuple(COMPUTING, 100L));
  }

  @Test
  void endsWhenTheEleventhStepHasBeenMade() {
    for (int step = 1; step <= 11; step++) {
      tally.step(10, 1_000 + 20 * step);
      tally.moved(0, true, 1_010 + 20 * step);
    }
    assertThat(tally.over()).isTrue();
    assertThat(tally.opening().pieces())
        .filteredOn(piece -> piece.activity() == COMPUTING)
        .hasSize(10);
  }

  @Test
  void hasNeverMorePiecesThanItsBound() {
    long now = 1_000;
    for (int i = 0; i < 1_000; i++) {
      tally.moved(1, i % 2 == 0, now += 2);
      tally.straggled(now += 1);
    }
    assertThat(tally.opening().pieces()).hasSize(Opening.PIECES);
    assertThat(tally.over()).isTrue();
  }

  @Test
  void onlyTheFirstLanesHaveOne() {
    Opening.Tally later = new Opening.Tally(Opening.LANES, 0);
    later.step(1, 2);
    assertThat(later.over()).isTrue();
    assertThat(later.opening()).isEqualTo(Opening.NONE);
  }

  @Test
  void ofSeveralLeasesTheFirstThatHasOneCounts() {
    Opening first = new Opening(0, List.of(new Opening.Piece(COMPUTING, 1)));
    Opening second = new Opening(7, List.of(new Opening.Piece(COMPUTING, 2)));
    assertThat(first.or(second)).isEqualTo(first);
    assertThat(Opening.NONE.or(second)).isEqualTo(second);
  }

  @Test
  void refusesMorePiecesThanItsBound() {
    assertThatThrownBy(() -> new Opening(0, Collections.nCopies(97, new Opening.Piece(SENDING, 1))))
        .hasMessage("opening of 97 pieces: expected at most 96");
  }
}
