package org.tengen.ps.checkpoint;

import java.io.IOException;
import org.tengen.ps.rows.RowTraining;

/**
 * A shard of row tables at one moment, wherever it is, as the bytes of its file in a checkpoint.
 * They come as a stream: nowhere are all of them in memory. Whoever gets an image closes it; used
 * by one thread.
 */
public interface RowShardImage extends AutoCloseable {
  /** What is trained. */
  RowTraining training();

  /** The shard's index. */
  int shard();

  /** Its updates so far. */
  long version();

  /** Samples applied. */
  long samples();

  /** Writes its bytes, all of them, once. */
  void writeTo(LittleOutput out) throws IOException;

  /** Lets the shard forget the moment. */
  @Override
  void close();
}
