package org.tengen.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ListenerTest {
  private static final byte[] PAST = {1};
  private static final byte[] NEWS = {2};

  private final Audience audience = new Audience(1);
  private final Listener listener = audience.come().orElseThrow();

  @Test
  void hearsThePastBeforeAnythingElse() throws InterruptedException {
    audience.tell(NEWS);
    audience.catchUp(() -> PAST);
    audience.tell(NEWS);
    assertThat(listener.next(0)).isEqualTo(PAST);
    assertThat(listener.next(0)).isEqualTo(NEWS);
    assertThat(listener.next(0)).isNull();
  }

  @Test
  void whoDoesNotListenIsToldThePastAnewAndHoldsNoMoreThanThat() throws InterruptedException {
    audience.catchUp(() -> PAST);
    for (int i = 0; i < 1_000; i++) {
      audience.tell(NEWS);
    }
    assertThat(listener.behind()).isTrue();
    audience.catchUp(() -> PAST);
    audience.tell(NEWS);
    assertThat(listener.next(0)).isEqualTo(PAST);
    assertThat(listener.next(0)).isEqualTo(NEWS);
    assertThat(listener.next(0)).isNull();
  }

  @Test
  void hearsAllAndThenTheEnd() throws InterruptedException {
    audience.catchUp(() -> PAST);
    audience.close();
    assertThat(listener.next(0)).isEqualTo(PAST);
    byte[] end = listener.next(0);
    assertThat(end != null && Listener.isEnd(end)).isTrue();
  }

  @Test
  void nobodyComesWhenThereAreEnoughOrAfterTheEnd() {
    assertThat(audience.come()).isEmpty();
    audience.go(listener);
    assertThat(audience.isEmpty()).isTrue();
    audience.close();
    assertThat(audience.come()).isEmpty();
  }
}
