package org.tengen.go.puct;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tengen.go.GoException;

class SettingsTest {
  static Stream<Arguments> senseless() {
    return Stream.of(
        refused(
            () -> new PuctSettings(-1, 0, 1, true, 0),
            "c-puct=-1.0: expected 0 or more, e.g. 1.25"),
        refused(
            () -> new PuctSettings(1, 2.1, 1, true, 0),
            "first-play-reduction=2.1: expected 0 to 2, e.g. 0.2"),
        refused(() -> PuctSettings.DEFAULT.withLeaves(0), "leaves=0: expected 1 to 1024"),
        refused(
            () -> PuctSettings.DEFAULT.withCached(-1),
            "cached=-1: expected 0 to 16777216 evaluations"),
        refused(() -> RootSettings.plain(0), "simulations=0: expected 1 or more"),
        refused(
            () -> new RootSettings(1, Double.NaN, 10, 2),
            "noise=NaN: expected a share from 0 to 1"),
        refused(
            () -> new RootSettings(1, 0, 0, 2),
            "concentration=0.0: expected more than 0, e.g. 10.83"),
        refused(
            () -> new RootSettings(1, 0, 10, -1),
            "forced-playouts=-1.0: expected 0 or more, e.g. 2"));
  }

  private static Arguments refused(ThrowingCallable settings, String message) {
    return Arguments.of(settings, message);
  }

  @ParameterizedTest
  @MethodSource("senseless")
  void refusesWhatHasNoMeaning(ThrowingCallable settings, String message) {
    assertThatThrownBy(settings).isInstanceOf(GoException.class).hasMessage(message);
  }
}
