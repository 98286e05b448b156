package org.tengen.ps.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void printsNothingOfItself() {
    RunKey key = new RunKey("r", Secret.of(new byte[16]));
    assertThat(key.toString()).isEqualTo("RunKey[run=r, secret=Secret[redacted]]");
  }

  @Test
  void travelsInAClosure() throws Exception {
    Secret secret = Secret.fresh(new SecureRandom());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(new RunKey("r", secret));
    Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(copy).isEqualTo(new RunKey("r", secret));
  }

  @Test
  void differsFromEveryOther() {
    SecureRandom random = new SecureRandom();
    assertThat(Secret.fresh(random)).isNotEqualTo(Secret.fresh(random));
  }

  @Test
  void refusesToBeShort() {
    assertThatThrownBy(() -> Secret.of(new byte[15]))
        .hasMessage("secret of 15 bytes: expected at least 16 random bytes");
  }
}
