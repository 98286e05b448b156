package org.tengen.driver.training;

import org.tengen.corpus.partition.Tokens;

/** A token stream in memory. */
record TokenStream(int[] tokens) implements Tokens {
  @Override
  public long size() {
    return tokens.length;
  }

  @Override
  public int at(long position) {
    return tokens[(int) position];
  }
}
