package org.tengen.models.policyvalue;

import java.io.Serializable;

/**
 * A stem and residual blocks: what all heads read.
 *
 * <p>The stem is a convolution of 3 x 3 points; BN and ReLU follow it where the blocks do not
 * activate first. Where they do, BN and ReLU follow the last block.
 *
 * @param form what a block computes
 * @param blocks how many, 1 or more
 * @param filters of the stem, 1 or more; {@link ResidualForm#filters} says those of the blocks
 */
public record ResidualTower(ResidualForm form, int blocks, int filters) implements Serializable {
  /** Checks ranges. */
  public ResidualTower {
    if (blocks < 1) {
      throw new IllegalArgumentException("blocks=" + blocks + ": expected 1 or more, e.g. 6");
    }
    if (filters < 1) {
      throw new IllegalArgumentException("filters=" + filters + ": expected 1 or more, e.g. 64");
    }
    form.filters(filters, blocks, blocks);
  }

  /** Filters behind block {@code block}, counted from 1, or behind the stem (0). */
  public int filters(int block) {
    return block == 0 ? filters : form.filters(filters, block, blocks);
  }

  /** Filters that the heads read. */
  public int outputs() {
    return filters(blocks);
  }

  /** The number of parameters, statistics included. */
  public long parameters(int planes) {
    int normalised = form.activatesFirst() ? outputs() : filters;
    long sum = 9L * planes * filters + 4L * normalised;
    for (int block = 1; block <= blocks; block++) {
      sum += form.parameters(filters(block - 1), filters(block));
    }
    return sum;
  }
}
