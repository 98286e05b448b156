package org.tengen.ps.codec;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;

/**
 * How the floats that lanes push travel: one choice for a whole run, which both ends know. Clipping
 * comes before it; statistics (values that are no gradient) always travel beside it as float32.
 *
 * <p>What is pulled is weights, and arrives as it is under every codec: rounded weights would lose
 * updates that are small against them.
 */
public sealed interface Codec extends Serializable {
  /** What {@link #parse} reads, in one line. */
  String ACCEPTED = "float32, bfloat16, int8, topk:RATIO or threshold:T";

  /** As it stands in settings. */
  String name();

  /** What pushes are, on the way. */
  Format format();

  /** Whether lanes keep what they do not send, for later: it dies with their task. */
  default boolean keepsResidual() {
    return this instanceof Sparse;
  }

  /**
   * Whether a pull brings only the floats that have changed since the lane's last one, where these
   * are fewer bytes: so it is where pushes leave most floats alone.
   */
  default boolean pullsChanges() {
    return keepsResidual();
  }

  /** The floats that a lane's encoder keeps for each float of the table. */
  default int floatsKept() {
    return 1;
  }

  /**
   * Refuses what makes no sense together.
   *
   * @param optimisers the server's
   * @throws IllegalArgumentException with one line that says why
   */
  default void requireFitting(Strategy strategy, List<OptimiserSettings> optimisers) {
    CodecFit.require(this, strategy, optimisers);
  }

  /** As they are. */
  record Float32() implements Codec {
    @Override
    public String name() {
      return "float32";
    }

    @Override
    public Format format() {
      return Format.FLOAT32;
    }

    @Override
    public int floatsKept() {
      return 0;
    }
  }

  /** Each rounded to the nearest float of 8 significant bits, ties to even; summed as float32. */
  record BFloat16() implements Codec {
    @Override
    public String name() {
      return "bfloat16";
    }

    @Override
    public Format format() {
      return Format.BFLOAT16;
    }
  }

  /**
   * Whole numbers from -127 to 127 times their block's scale, which is its greatest magnitude over
   * 127 (after Dettmers 2016). What is rounded away is lost.
   */
  record Int8() implements Codec {
    @Override
    public String name() {
      return "int8";
    }

    @Override
    public Format format() {
      return Format.INT8;
    }
  }

  /** Some of the trained floats, with their positions; the lane keeps the rest. */
  sealed interface Sparse extends Codec {
    /** What becomes of floats that are not sent. */
    Feedback feedback();

    @Override
    default Format format() {
      return Format.SPARSE;
    }

    /** What it holds back and, where that is corrected, the momentum. */
    @Override
    default int floatsKept() {
      return feedback().momentum() == 0 ? 1 : 2;
    }
  }

  /**
   * The greatest share {@code ratio} of all trained floats, by magnitude; the rest stays in the
   * lane (Aji and Heafield 2017, Lin et al. 2018).
   *
   * @param warmUp the fraction of the run in which the share falls exponentially from {@link
   *     #WARM_RATIO} to the ratio
   */
  record TopK(double ratio, Feedback feedback, double warmUp) implements Sparse {
    /** The share that a warm-up begins with. */
    public static final double WARM_RATIO = 0.25;

    /** The usual fraction of the run that is warm-up. */
    public static final double WARM_UP = 0.02;

    public TopK {
      if (!(ratio > 0 && ratio <= 1)) {
        throw new IllegalArgumentException(
            "expected a share over 0 and at most 1, e.g. topk:0.001");
      }
      if (!(warmUp >= 0 && warmUp < 1)) {
        throw new IllegalArgumentException(
            "a warm-up is a fraction of the run from 0 to less than 1, e.g. +warmup:0.02");
      }
    }

    /** The share that is sent when {@code progress} of the run is done. */
    public double ratioAt(double progress) {
      if (progress >= warmUp || ratio >= WARM_RATIO) {
        return ratio;
      }
      return WARM_RATIO * StrictMath.pow(ratio / WARM_RATIO, progress / warmUp);
    }

    @Override
    public String name() {
      String warm = warmUp == WARM_UP ? "" : "+warmup:" + number(warmUp);
      return "topk:" + number(ratio) + feedback.suffix() + warm;
    }
  }

  /**
   * Every trained float whose kept mean gradient has come to at least {@code limit} in magnitude
   * (after Strom 2015, but sent as it is and not as plus or minus the limit).
   */
  record Threshold(double limit, Feedback feedback) implements Sparse {
    public Threshold {
      if (!(limit >= Float.MIN_NORMAL && limit <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "expected a number over 0 that a float holds, e.g. threshold:0.001");
      }
    }

    @Override
    public String name() {
      return "threshold:" + number(limit) + feedback.suffix();
    }
  }

  /**
   * Reads {@code float32}, {@code bfloat16}, {@code int8}, {@code topk:RATIO} or {@code
   * threshold:T}. Of the last two, {@code +momentum:M} adds momentum correction, {@code +unmasked}
   * after it leaves out factor masking, and {@code +warmup:F} sets the fraction of the run in which
   * {@code topk} sends more.
   *
   * @throws IllegalArgumentException with one line that says what is accepted
   */
  static Codec parse(String text) {
    return new CodecParser(text).parse();
  }

  /** Without exponent or needless zeros. */
  static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
