package org.tengen.driver.text;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.text.Skipped;
import org.tengen.corpus.text.TextFile;

/**
 * What reading a file once found.
 *
 * @param records their number
 * @param skipped what was left out of them
 * @param wrong the line that says why the file cannot be used; null when it can
 */
public record CheckedFile(TextFile file, long records, Skipped skipped, @Nullable String wrong)
    implements Serializable {}
