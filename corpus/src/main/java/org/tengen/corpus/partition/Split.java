package org.tengen.corpus.partition;

import java.io.Serializable;
import java.util.BitSet;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.seed.Seeds;

/**
 * Who gets a record: validation, or one lane's training data.
 *
 * <p>Decided by seed and record number alone, never by files, blocks or the order of reading, so a
 * partition that is computed again has the same bytes. The number of lanes has no say in what is
 * validation, nor the validation share in which lane a record belongs to.
 *
 * @param seed the run's
 * @param validation the share of records that are held out, 0 to less than 1
 * @param lanes how many partitions the others go to
 */
public record Split(long seed, double validation, int lanes) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Split {
    if (!(validation >= 0 && validation < 1)) {
      throw new CorpusException(
          "validation=" + validation + ": expected a share of at least 0 and below 1, e.g. 0.05");
    }
    if (lanes < 1) {
      throw new CorpusException("workers=" + lanes + ": expected 1 or more");
    }
  }

  /** Is the record held out from training? */
  public boolean isValidation(long record) {
    return Seeds.unit(Seeds.derive(Seeds.derive(seed, "validation"), record)) < validation;
  }

  /** The lane of a record that is not validation: 0 to {@code lanes} - 1. */
  public int lane(long record) {
    return Seeds.below(Seeds.derive(Seeds.derive(seed, "lane"), record), lanes);
  }

  /**
   * Makes sure that every lane gets one of so many records when they are dealt out by number.
   *
   * @param corpus its name, for the error
   * @throws CorpusException if a lane gets none
   */
  public void requireShares(long records, String corpus) {
    BitSet missing = new BitSet();
    missing.set(0, lanes);
    for (long record = 0; record < records && !missing.isEmpty(); record++) {
      if (!isValidation(record)) {
        missing.clear(lane(record));
      }
    }
    if (!missing.isEmpty()) {
      throw new CorpusException(
          "workers=%d: lane %d gets none of the %d records of corpus=%s; expected fewer workers or a larger corpus"
              .formatted(lanes, missing.nextSetBit(0), records, corpus));
    }
  }
}
