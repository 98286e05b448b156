package org.tengen.driver.games;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.text.Skipped;

/**
 * Some files that were read once.
 *
 * @param games that can be used
 * @param wrong why nothing can be done with them; null if something can
 */
public record CheckedGames(long games, Skipped skipped, @Nullable String wrong)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
