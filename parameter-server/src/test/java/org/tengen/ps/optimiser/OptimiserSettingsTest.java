package org.tengen.ps.optimiser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptimiserSettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sgd | sgd",
        "momentum | momentum",
        "momentum:0.9 | momentum",
        "momentum:0 | momentum:0",
        "nesterov:0.50 | nesterov:0.5",
        "adagrad:1e-8 | adagrad:1E-8",
        "rmsprop:0.99,1e-8 | rmsprop:0.99,1E-8",
        "adam | adam",
        "adam:0.8,0.999,1e-8 | adam:0.8,0.999,1E-8",
        "adamw:0.9,0.999,1e-8,0 | adamw:0.9,0.999,1E-8,0"
      })
  void areWrittenSoThatTheyCanBeReadAgain(String text, String written) {
    OptimiserSettings settings = OptimiserSettings.parse(text);

    assertThat(settings.setting()).isEqualTo(written);
    assertThat(OptimiserSettings.parse(settings.setting())).isEqualTo(settings);
  }
}
