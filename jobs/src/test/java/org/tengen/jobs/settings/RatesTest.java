package org.tengen.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RatesTest {
  private static Rates rates(String text) {
    return Rates.KIND.reader().apply(text);
  }

  @Test
  void anOptimisersOwnRatesComeBeforeAStrategysWhichComeBeforeTheOthers() {
    Rates rates = rates("0.5, asp=0.25 , adam=0.01|0.02, momentum:0.5=0.1");

    assertThat(rates.of("asp", "adam")).containsExactly(0.01, 0.02);
    assertThat(rates.of("asp", "momentum:0.5")).containsExactly(0.1);
    assertThat(rates.of("asp", "momentum")).containsExactly(0.25);
    assertThat(rates.of("bsp", "sgd")).containsExactly(0.5);
  }

  @Test
  void refusesANameThatIsNoStrategyOrOptimiserOrIsThereTwice() {
    assertThatIllegalArgumentException().isThrownBy(() -> rates("0.5,adam:1=0.1"));
    assertThatIllegalArgumentException().isThrownBy(() -> rates("0.5,adm=0.1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rates("0.5,sgd=0.1,sgd=0.2"))
        .withMessage("names sgd twice");
  }
}
