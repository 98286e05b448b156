package org.tengen.corpus.deal;

import org.tengen.corpus.partition.Split;

/** How training records are dealt out to lanes; a name's behaviour never changes. */
public enum Dealing {
  /** By a hash of seed and record number: lanes have about as many records ({@link Split#lane}). */
  RECORDS,
  /** By length too: lanes have as many records, and as many tokens ({@link TokenDeal}). */
  TOKENS
}
