package org.tengen.ps.codec;

import java.io.Serializable;

/**
 * What a lane keeps of what it does not send (error feedback; Seide et al. 2014, Karimireddy et al.
 * 2019). With a momentum it is the momentum-corrected sum of deep gradient compression (Lin, Han,
 * Mao, Wang and Dally 2018): u = momentum u + g; what is chosen from is the sum of all u that were
 * not sent.
 *
 * @param momentum 0 for none, less than 1
 * @param masked whether sending a float also sets its u to 0 (momentum factor masking), so that old
 *     momentum does not carry a stale direction on
 */
public record Feedback(double momentum, boolean masked) implements Serializable {
  /** Plain error feedback. */
  public static final Feedback PLAIN = new Feedback(0, true);

  public Feedback {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "codec: momentum " + momentum + ": expected at least 0 and less than 1, e.g. 0.9");
    }
  }

  /** As it stands in settings, after a codec's name. */
  String suffix() {
    if (momentum == 0) {
      return "";
    }
    return "+momentum:" + Codec.number(momentum) + (masked ? "" : "+unmasked");
  }
}
