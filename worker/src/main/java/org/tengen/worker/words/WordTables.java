package org.tengen.worker.words;

import java.util.List;
import org.tengen.models.word2vec.Rows;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.rows.RowInit;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTables;

/**
 * The two tables of word vectors: a row for each word in the input table, which are the vectors,
 * and one for each word, or inner node of the tree, in the output table. What lanes push is added.
 */
public final class WordTables {
  /** The input table's number. */
  public static final int INPUTS = 0;

  /** The output table's. */
  public static final int OUTPUTS = 1;

  private WordTables() {}

  /** The tables, for so many words on so many shards. */
  public static RowTables of(Word2VecSettings settings, int words, int shards) {
    float bound = 1f / settings.vectorSize();
    return new RowTables(
        List.of(
            table("inputs", settings, words, new RowInit.Uniform(bound)),
            table("outputs", settings, words, new RowInit.Zero())),
        shards);
  }

  private static RowTableSpec table(
      String name, Word2VecSettings settings, int words, RowInit init) {
    return new RowTableSpec(
        name,
        words,
        settings.vectorSize(),
        init,
        new OptimiserSettings.Added(),
        new Schedule.Constant(1));
  }

  /** A table in this JVM, with the values that its rows have before the first push. */
  public static Rows initial(RowTables tables, int table, long seed) {
    RowTableSpec spec = tables.spec(table);
    Rows rows = Rows.zero(spec.rows(), spec.width());
    float[] row = new float[spec.width()];
    for (int id = 0; id < spec.rows(); id++) {
      spec.init().fill(RowInit.seedOf(seed, table, id), row, 0, row.length);
      rows.write(id, row, 0);
    }
    return rows;
  }
}
