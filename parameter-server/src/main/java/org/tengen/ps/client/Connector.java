package org.tengen.ps.client;

import java.io.IOException;
import java.time.Duration;
import org.tengen.ps.idle.Lookout;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;

/**
 * Opens ways to a run's coordinator and shards. May be used again after one has broken, but not
 * after a {@link WrongSecretException}.
 */
public interface Connector {
  /** The coordinator; gives up after {@code deadline}, naming the address. */
  Connection coordinator(Duration deadline) throws IOException, InterruptedException;

  /** A shard; gives up after {@code deadline}, naming the address. */
  Connection shard(int shard, Duration deadline) throws IOException, InterruptedException;

  /**
   * A shard where the coordinator says that it is; gives up after {@code deadline}, naming the
   * address.
   */
  default Connection shard(int shard, Reply.Placed where, Duration deadline)
      throws IOException, InterruptedException {
    return shard(shard, deadline);
  }

  /** Where a lane's thread waits for what comes by these ways. */
  default Lookout lookout() {
    return Lookout.ofSleeper();
  }

  /** The near end of an open way. */
  interface Connection extends Endpoint, AutoCloseable {
    /** Closes the way; what is outstanding is answered as lost. */
    @Override
    void close();
  }
}
