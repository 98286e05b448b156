package org.tengen.models.policyvalue;

import java.io.Serializable;

/**
 * What one residual block computes. In all of them convolutions have no bias, stride 1 and as many
 * points out as in, and BN is batch normalisation (Ioffe and Szegedy 2015).
 */
public sealed interface ResidualForm extends Serializable {
  /** Its name in settings, e.g. {@code wide:2}. */
  String label();

  /** Whether BN and ReLU come before a convolution, so that a last pair ends the tower. */
  boolean activatesFirst();

  /**
   * Filters behind a block.
   *
   * @param first filters of the stem
   * @param block 1 for the first block, {@code blocks} for the last
   */
  int filters(int first, int block, int blocks);

  /** Parameters of a block, statistics included, with so many filters before and behind it. */
  long parameters(int before, int behind);

  /** The form with that {@link #label}. */
  static ResidualForm of(String label) {
    return switch (label) {
      case "basic" -> new Basic();
      case "bottleneck" -> new Bottleneck();
      case "pre-activation" -> new PreActivation();
      default -> numbered(label);
    };
  }

  private static ResidualForm numbered(String label) {
    int colon = label.indexOf(':') + 1;
    int number;
    try {
      number = Integer.parseInt(label.substring(colon));
    } catch (NumberFormatException none) {
      throw unknown(label);
    }
    return switch (label.substring(0, colon)) {
      case "wide:" -> new Wide(number);
      case "pyramid:" -> new Pyramid(number);
      default -> throw unknown(label);
    };
  }

  private static IllegalArgumentException unknown(String label) {
    return new IllegalArgumentException(
        "form="
            + label
            + ": expected basic, bottleneck, pre-activation, wide:FACTOR or pyramid:ADDED,"
            + " e.g. wide:2 or pyramid:48");
  }

  private static long convolution(int side, int in, int out) {
    return (long) side * side * in * out;
  }

  /** Scale, shift, mean and variance. */
  private static long normalisation(int filters) {
    return 4L * filters;
  }

  /**
   * relu(x + BN(conv3(relu(BN(conv3(x)))))), the block of AlphaGo Zero (He et al. 2015, "Deep
   * Residual Learning for Image Recognition", its figure 5 left).
   */
  record Basic() implements ResidualForm {
    @Override
    public String label() {
      return "basic";
    }

    @Override
    public boolean activatesFirst() {
      return false;
    }

    @Override
    public int filters(int first, int block, int blocks) {
      return first;
    }

    @Override
    public long parameters(int before, int behind) {
      return 2 * (convolution(3, before, behind) + normalisation(behind));
    }
  }

  /**
   * relu(x + BN(conv1(relu(BN(conv3(relu(BN(conv1(x)))))))): the first convolution of one point
   * goes down to a quarter of the filters, the last one up again (He et al. 2015, figure 5 right).
   */
  record Bottleneck() implements ResidualForm {
    /** Filters of a block over filters inside it. */
    public static final int REDUCTION = 4;

    @Override
    public String label() {
      return "bottleneck";
    }

    @Override
    public boolean activatesFirst() {
      return false;
    }

    @Override
    public int filters(int first, int block, int blocks) {
      if (first % REDUCTION != 0) {
        throw new IllegalArgumentException(
            "filters=" + first + ": expected a multiple of 4 for form=bottleneck, e.g. 64");
      }
      return first;
    }

    @Override
    public long parameters(int before, int behind) {
      int inner = behind / REDUCTION;
      return convolution(1, before, inner)
          + convolution(3, inner, inner)
          + convolution(1, inner, behind)
          + 2 * normalisation(inner)
          + normalisation(behind);
    }
  }

  /**
   * x + conv3(relu(BN(conv3(relu(BN(x)))))) (He et al. 2016, "Identity Mappings in Deep Residual
   * Networks", figure 1b). The first block's BN and ReLU stand before the split, so that its
   * shortcut reads them too (section 4.1 there).
   */
  record PreActivation() implements ResidualForm {
    @Override
    public String label() {
      return "pre-activation";
    }

    @Override
    public boolean activatesFirst() {
      return true;
    }

    @Override
    public int filters(int first, int block, int blocks) {
      return first;
    }

    @Override
    public long parameters(int before, int behind) {
      return normalisation(before)
          + convolution(3, before, behind)
          + normalisation(behind)
          + convolution(3, behind, behind);
    }
  }

  /**
   * {@link PreActivation} with {@code factor} times the stem's filters in each block; where the
   * number changes, in the first one, the shortcut is a convolution of one point (Zagoruyko and
   * Komodakis 2016, "Wide Residual Networks", B(3,3) without dropout).
   *
   * @param factor how many times as wide, 2 or more
   */
  record Wide(int factor) implements ResidualForm {
    /** Checks the factor. */
    public Wide {
      if (factor < 2) {
        throw new IllegalArgumentException(
            "form=wide:" + factor + ": expected a factor of 2 or more, e.g. wide:2");
      }
    }

    @Override
    public String label() {
      return "wide:" + factor;
    }

    @Override
    public boolean activatesFirst() {
      return true;
    }

    @Override
    public int filters(int first, int block, int blocks) {
      return Math.multiplyExact(first, factor);
    }

    @Override
    public long parameters(int before, int behind) {
      long shortcut = before == behind ? 0 : convolution(1, before, behind);
      return new PreActivation().parameters(before, behind) + shortcut;
    }
  }

  /**
   * x' + BN(conv3(relu(BN(conv3(BN(x)))))), where block k of N has the stem's filters plus k/N of
   * {@code added}, rounded down, and x' is x with planes of zeros behind it (Han, Kim and Kim 2017,
   * "Deep Pyramidal Residual Networks", additive, figure 6d).
   *
   * @param added filters that the last block has more than the stem, 1 or more
   */
  record Pyramid(int added) implements ResidualForm {
    /** Checks the number. */
    public Pyramid {
      if (added < 1) {
        throw new IllegalArgumentException(
            "form=pyramid:" + added + ": expected 1 or more filters, e.g. pyramid:48");
      }
    }

    @Override
    public String label() {
      return "pyramid:" + added;
    }

    @Override
    public boolean activatesFirst() {
      return true;
    }

    @Override
    public int filters(int first, int block, int blocks) {
      return first + (int) ((long) added * block / blocks);
    }

    @Override
    public long parameters(int before, int behind) {
      return normalisation(before)
          + convolution(3, before, behind)
          + convolution(3, behind, behind)
          + 2 * normalisation(behind);
    }
  }
}
