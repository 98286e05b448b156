package org.tengen.ps.host;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.client.PlacedConnector;
import org.tengen.ps.client.RowBatch;
import org.tengen.ps.client.RowClientSettings;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.rows.RowIds;
import org.tengen.ps.rows.RowRuns;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.Registry;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpConnector;

/** A run of row tables at hosts: its server, and the way of its lanes. */
final class HostedRows implements AutoCloseable {
  final RowServer server;
  final String run = RowRuns.name();
  final Connector way;
  private final TcpClient client;

  /** Begins, or goes on. */
  HostedRows(RowTraining training, RowOrigin from, Standalone hosts) throws InterruptedException {
    this.server = RowServer.start(RowServerSettings.usual(run, training), from, hosts);
    this.client =
        new TcpClient(HostKeys.ofRun(hosts.secret(), run), "the test", hosts.connections());
    this.way =
        new PlacedConnector(
            Registry.find(run).orElseThrow(),
            hosts.addresses(training.tables().shards()).stream()
                .map(address -> new TcpConnector(client, address))
                .toList(),
            words -> new TcpConnector(client, ServerAddress.parse(words)));
  }

  /** Lets all lanes train before they pull for a clock, in threads of their own. */
  CompletableFuture<Void> train(RowTraining training, long end) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            RowRuns.train(training, way, end);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Lets one lane push zeros to some rows, for its first iteration. */
  void touch(RowTraining training, RowIds ids) throws InterruptedException {
    RowBatch batch =
        new RowBatch(ids, new float[ids.count() * training.tables().width(ids.table())]);
    RowClientSettings settings = RowClientSettings.usual(training.tables());
    try (RowSession session = Lanes.joinRows(0, "the test", Map.of(), way, settings)) {
      session.pull(0, List.of(batch));
      session.push(0, List.of(batch), 1);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
