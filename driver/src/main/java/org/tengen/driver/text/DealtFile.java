package org.tengen.driver.text;

import java.io.Serializable;
import org.tengen.corpus.deal.TokenDeal;

/**
 * A file with its place in the corpus and the deal of its training records.
 *
 * @param deal as it is before the file's first record; each reading takes a copy
 */
public record DealtFile(NumberedFile file, TokenDeal deal) implements Serializable {}
