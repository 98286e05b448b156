package org.tengen.driver.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.VoidFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tengen.ps.host.HostArrivals;
import org.tengen.ps.host.ShardHost;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/**
 * The closure that holds a shard: a host that tells the driver where it listens, and lives until
 * its run is over. It ends too when nobody gives it a run in time, so that no task outlives what it
 * was started for.
 *
 * @param secret what the run's hosts and their driver know; workers are not told
 * @param key opens the driver's port
 * @param driver the driver's port
 * @param connections how all of the run are reached
 * @param longestUnused how long a host waits for its run
 */
record HostTask(
    Secret secret,
    RunKey key,
    ServerAddress driver,
    TcpSettings connections,
    Duration longestUnused)
    implements VoidFunction<Iterator<Integer>> {
  private static final Logger LOG = LoggerFactory.getLogger(HostTask.class);
  private static final long LOOK_MS = 100;

  @Override
  public void call(Iterator<Integer> numbers) throws IOException, InterruptedException {
    int number = numbers.next();
    String here = SparkEnv.get().blockManager().blockManagerId().host();
    try (ShardHost host =
        ShardHost.start(
            new Listen(here, 0, here),
            secret,
            connections,
            ShardHost.SILENCE,
            line -> LOG.info("host {}: {}", number, line))) {
      String process = "executor " + SparkEnv.get().executorId();
      String name = process + " at " + here;
      HostArrivals.tell(key, connections, driver, number, host.address(), process, name);
      long unusedNs = System.nanoTime();
      while (!host.isDone()
          && (!host.run().isEmpty() || System.nanoTime() - unusedNs < longestUnused.toNanos())) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
    }
  }
}
