package org.tengen.driver.text;

import java.io.Serializable;
import org.tengen.corpus.text.TextFile;

/**
 * A file with its place in the corpus.
 *
 * @param first the number of its first record
 */
public record NumberedFile(TextFile file, long first) implements Serializable {}
