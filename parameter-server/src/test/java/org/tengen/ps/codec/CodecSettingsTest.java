package org.tengen.ps.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;

class CodecSettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "float32",
        "bfloat16",
        "int8",
        "topk:0.001",
        "topk:0.001+momentum:0.9",
        "topk:0.001+momentum:0.9+unmasked+warmup:0.1",
        "topk:1+warmup:0",
        "threshold:0.0001",
        "threshold:0.5+momentum:0.9"
      })
  void readsWhatItWrites(String text) {
    assertThat(Codec.parse(text).name()).isEqualTo(text);
  }

  @Test
  void readsNumbersInAnyForm() {
    assertThat(Codec.parse("topk:1e-3"))
        .isEqualTo(new Codec.TopK(0.001, Feedback.PLAIN, Codec.TopK.WARM_UP));
    assertThat(Codec.parse("threshold:1e-4+momentum:.9"))
        .isEqualTo(new Codec.Threshold(1e-4, new Feedback(0.9, true)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "float16 | codec=float16: expected float32, bfloat16, int8, topk:RATIO or threshold:T, e.g."
            + " topk:0.001, topk:0.001+momentum:0.9+warmup:0.05 or threshold:0.01",
        "int8:4 | codec=int8:4: expected float32, bfloat16, int8,",
        "int8+momentum:0.9 | codec=int8+momentum:0.9: int8 keeps nothing back, so there is nothing to"
            + " say after a plus",
        "topk | codec=topk: expected float32,",
        "topk:x | codec=topk:x: expected float32,",
        "topk:0 | codec=topk:0: expected a share over 0 and at most 1, e.g. topk:0.001",
        "topk:1.5 | codec=topk:1.5: expected a share over 0 and at most 1, e.g. topk:0.001",
        "topk:NaN | codec=topk:NaN: expected float32,",
        "topk:0.1+momentum:1 | codec=topk:0.1+momentum:1: a momentum is over 0 and less than 1, e.g."
            + " +momentum:0.9",
        "topk:0.1+warmup:1 | codec=topk:0.1+warmup:1: a warm-up is a fraction of the run from 0 to"
            + " less than 1, e.g. +warmup:0.02",
        "topk:0.1+unmasked | codec=topk:0.1+unmasked: +unmasked is about momentum, and there is none;"
            + " expected +momentum:M+unmasked",
        "topk:0.1+momentum:0.9+momentum:0.9 | codec=topk:0.1+momentum:0.9+momentum:0.9: expected"
            + " float32,",
        "topk:0.1+ | codec=topk:0.1+: expected float32,",
        "threshold:0 | codec=threshold:0: expected a number over 0 that a float holds, e.g."
            + " threshold:0.001",
        "threshold:1+warmup:0.1 | codec=threshold:1+warmup:0.1: a warm-up is of a share, and a"
            + " threshold has none; expected it of topk"
      })
  void refusesTheRestInOneLine(String text, String message) {
    assertThatThrownBy(() -> Codec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bfloat16 | easgd:4 | adam | codec=bfloat16: not under easgd:4: worker and centre move by the"
            + " same distance, which a codec would change on one side only; expected float32",
        "topk:0.01 | bsp:backup=1 | sgd | codec=topk:0.01: not under bsp:backup=1: a late push is"
            + " dropped, and with it what earlier steps have kept for it; expected float32, bfloat16"
            + " or int8",
        "threshold:1 | asp:dc | sgd | codec=threshold:1: not under asp:dc: delays are compensated from"
            + " the weights that a gradient was computed on, and what is kept was computed on"
            + " several; expected +lr/tau, or float32, bfloat16 or int8",
        "topk:0.01 | local:4+averaged | adam | codec=topk:0.01: not under local:4+averaged: most of"
            + " what is pushed is optimisers' state, which no codec touches; expected +kept or"
            + " +reset, or float32, bfloat16 or int8",
        "topk:0.01+momentum:0.9 | local:4 | adam | codec=topk:0.01+momentum:0.9: not under local:4: the"
            + " workers' optimisers have their own momentum; expected no momentum in the codec",
        "topk:0.01+momentum:0.9 | bsp | adam | codec=topk:0.01+momentum:0.9: momentum correction is"
            + " the momentum of the workers, and the server's optimiser has one too; expected"
            + " optimiser sgd, adagrad or rmsprop, or a codec without momentum"
      })
  void refusesWhatMakesNoSenseTogether(
      String codec, String strategy, String optimiser, String message) {
    List<OptimiserSettings> optimisers = List.of(OptimiserSettings.parse(optimiser));
    assertThatThrownBy(
            () -> Codec.parse(codec).requireFitting(Strategy.parse(strategy), optimisers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "float32, easgd:4, adam",
    "bfloat16, bsp:backup=1, adam",
    "int8, local:4+averaged, adam",
    "topk:0.01, local:4, adam",
    "topk:0.01, asp:lr/tau, adam",
    "topk:0.01+momentum:0.9, softsync:2, adagrad",
    "threshold:1+momentum:0.9, bsp, sgd"
  })
  void takesTheRest(String codec, String strategy, String optimiser) {
    Codec.parse(codec)
        .requireFitting(Strategy.parse(strategy), List.of(OptimiserSettings.parse(optimiser)));
  }

  @Test
  void aWarmUpFallsExponentiallyFromAQuarterToTheRatio() {
    Codec.TopK codec = (Codec.TopK) Codec.parse("topk:0.01+warmup:0.5");
    assertThat(codec.ratioAt(0)).isEqualTo(0.25);
    assertThat(codec.ratioAt(0.25)).isCloseTo(0.05, within(1e-12));
    assertThat(codec.ratioAt(0.5)).isEqualTo(0.01);
    assertThat(codec.ratioAt(1)).isEqualTo(0.01);
    assertThat(((Codec.TopK) Codec.parse("topk:0.5")).ratioAt(0)).isEqualTo(0.5);
    assertThat(((Codec.TopK) Codec.parse("topk:0.01+warmup:0")).ratioAt(0)).isEqualTo(0.01);
  }
}
