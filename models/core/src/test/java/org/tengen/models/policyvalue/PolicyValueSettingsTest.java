package org.tengen.models.policyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyValueSettingsTest {
  private static PolicyValueSettings settings(String form, int blocks, PolicyValueHeads heads) {
    ResidualTower tower = new ResidualTower(ResidualForm.of(form), blocks, 64);
    return new PolicyValueSettings(BoardPlanes.square(9), tower, heads, 1e-4, 1);
  }

  @Test
  void aBoardHasTwoPlanesForEachPositionOneForTheColourAndAPassBehindItsPoints() {
    BoardPlanes input = new BoardPlanes(8, 9, 7);

    assertThat(input.planes()).isEqualTo(17);
    assertThat(input.moves()).isEqualTo(64);
    assertThat(input.floats()).isEqualTo(17 * 63);
    assertThat(new BoardPlanes(2, 5, 5).planes()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "bottleneck", "pre-activation", "wide:3", "pyramid:48"})
  void aFormIsReadFromItsLabel(String label) {
    assertThat(ResidualForm.of(label).label()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "wide", "wide:", "wide:two", "pyramid", "basic:2", "deep:2"})
  void anotherFormIsRefusedWithThoseThatThereAre(String label) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResidualForm.of(label))
        .withMessage(
            "form=%s: expected basic, bottleneck, pre-activation, wide:FACTOR or pyramid:ADDED,"
                + " e.g. wide:2 or pyramid:48",
            label);
  }

  @ParameterizedTest
  @CsvSource({
    "basic, 64, 64, 64",
    "bottleneck, 64, 64, 64",
    "pre-activation, 64, 64, 64",
    "wide:2, 128, 128, 128",
    "pyramid:10, 67, 70, 74"
  })
  void aTowerHasTheFiltersOfItsForm(String form, int first, int second, int third) {
    ResidualTower tower = new ResidualTower(ResidualForm.of(form), 3, 64);

    assertThat(tower.filters(0)).isEqualTo(64);
    assertThat(tower.filters(1)).isEqualTo(first);
    assertThat(tower.filters(2)).isEqualTo(second);
    assertThat(tower.outputs()).isEqualTo(third);
  }

  /**
   * Stem 17 x 64 x 9 + 256, a basic block 2 x (64 x 64 x 9 + 256), policy 128 + 8 + 163 x 82, value
   * 64 + 4 + 82 x 256 + 257.
   */
  @Test
  void parametersAreThoseOfAllLayers() {
    assertThat(settings("basic", 6, PolicyValueHeads.dense()).parameters())
        .isEqualTo(10_048 + 6 * 74_240 + 13_502 + 21_317);
    assertThat(settings("basic", 6, PolicyValueHeads.anySize()).on(19, 19).parameters())
        .isEqualTo(settings("basic", 6, PolicyValueHeads.anySize()).parameters());
  }

  @Test
  void theSizeFactorIsZeroOnABoardOfFourteen() {
    assertThat(PolicyValueHeads.sizeFactor(BoardPlanes.square(14))).isZero();
    assertThat(PolicyValueHeads.sizeFactor(BoardPlanes.square(9))).isCloseTo(-0.5, within(1e-12));
    assertThat(PolicyValueHeads.sizeFactor(BoardPlanes.square(19))).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("basic", 1, PolicyValueHeads.dense()).on(5, 5))
        .withMessage(
            "board 5x5: expected 9x9, as dense heads play one size; convolutional ones play any");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResidualTower(new ResidualForm.Bottleneck(), 1, 30))
        .withMessage("filters=30: expected a multiple of 4 for form=bottleneck, e.g. 64");
    assertThatIllegalArgumentException().isThrownBy(() -> ResidualForm.of("wide:1"));
    assertThatIllegalArgumentException().isThrownBy(() -> ResidualForm.of("pyramid:0"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("basic", 0, PolicyValueHeads.dense()));
    assertThatIllegalArgumentException().isThrownBy(() -> new BoardPlanes(0, 9, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> new BoardPlanes(8, 26, 9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PolicyValueHeads(2, 0, 256, false, false, false))
        .withMessage("valueFilters=0: expected 1 or more");
  }
}
