package org.tengen.bench.words;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tengen.corpus.vectors.VectorWriter;
import org.tengen.models.word2vec.BlockPlanner;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.ps.checkpoint.RowCheckpoints;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.client.PlacedConnector;
import org.tengen.ps.client.RowClientSettings;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.host.HostKeys;
import org.tengen.ps.host.Standalone;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.store.LocalStore;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpConnector;
import org.tengen.ps.training.Budget;
import org.tengen.ps.wire.Secret;
import org.tengen.worker.Straggler;
import org.tengen.worker.WorkerTime;
import org.tengen.worker.words.WordLoop;
import org.tengen.worker.words.WordTables;
import org.tengen.worker.words.WordTraining;

/** A training of made-up words whose rows are in other processes, with its files. */
final class LargeRun implements AutoCloseable {
  private static final String RUN = "bench-words-large";
  private static final String RAW = "vectors.f32";
  private static final long SEED = 1;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final Zipf text;
  private final WordTraining training;
  private final Secret secret;
  private final List<ServerAddress> shards;
  private final RowServer server;
  private final LocalStore store;
  private final RowCheckpoints checkpoints;

  /** The settings, with a shard for each of {@code hosts}. */
  LargeRun(
      Word2VecSettings settings,
      Zipf text,
      int blockTokens,
      Secret secret,
      List<ServerAddress> hosts,
      Path folder)
      throws InterruptedException {
    this.text = text;
    this.secret = secret;
    this.training = training(settings, text, blockTokens, hosts.size());
    String owner = "bench at process " + ProcessHandle.current().pid();
    Standalone away = new Standalone(hosts, secret, HostMain.connections(), owner, DEADLINE);
    this.shards = away.addresses(hosts.size());
    RowTraining rows = training.rows();
    this.server =
        RowServer.start(RowServerSettings.usual(RUN, rows), RowOrigin.beginning(rows), away);
    this.store = new LocalStore(folder);
    this.checkpoints = new RowCheckpoints(store, "checkpoints", 2);
  }

  private static WordTraining training(
      Word2VecSettings settings, Zipf text, int blockTokens, int shards) {
    int lanes = text.lanes().length;
    int words = text.counted().length;
    long blocks = 0;
    for (int[] lane : text.lanes()) {
      blocks += BlockPlanner.blocksPerEpoch(lane.length, blockTokens) * settings.epochs();
    }
    RowTraining rows =
        new RowTraining(
            WordTables.of(settings, words, shards),
            lanes,
            Strategy.parse("asp"),
            Budget.ofIterations((blocks + lanes - 1) / lanes, lanes),
            SEED);
    return new WordTraining(settings, text.counts(), blockTokens, rows, Straggler.NONE);
  }

  /** Both tables. */
  long tableBytes() {
    return training.rows().tables().specs().stream()
        .mapToLong(table -> (long) table.rows() * table.width() * Float.BYTES)
        .sum();
  }

  /** Trains to the end of the budget; returns what each lane has done. */
  List<StepTotals> train() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(text.lanes().length);
    try {
      List<Future<StepTotals>> running = new ArrayList<>();
      for (int lane = 0; lane < text.lanes().length; lane++) {
        int number = lane;
        running.add(threads.submit(() -> lane(number)));
      }
      List<StepTotals> totals = new ArrayList<>();
      for (Future<StepTotals> each : running) {
        totals.add(each.get());
      }
      server.awaitFinished(DEADLINE);
      return totals;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a lane failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private StepTotals lane(int lane) throws InterruptedException {
    String worker = "lane " + lane;
    RowClientSettings client = RowClientSettings.usual(training.rows().tables());
    try (TcpClient sockets =
            TcpClient.ofLane(HostKeys.ofRun(secret, RUN), worker, HostMain.connections());
        WordLoop loop = new WordLoop(training, text.text(lane), lane, WorkerTime.system());
        RowSession session = Lanes.joinRows(lane, worker, Map.of(), way(sockets), client)) {
      return loop.run(session);
    }
  }

  private Connector way(TcpClient sockets) {
    return new PlacedConnector(
        server.connector(),
        shards.stream().map(shard -> new TcpConnector(sockets, shard)).toList(),
        words -> new TcpConnector(sockets, ServerAddress.parse(words)));
  }

  /** Writes a checkpoint, piece by piece; returns its name. */
  String checkpoint() throws IOException, InterruptedException {
    List<RowShardImage> images = server.images();
    try {
      return checkpoints.write(images, Map.of());
    } finally {
      images.forEach(RowShardImage::close);
    }
  }

  /** Writes the vectors of a checkpoint in word2vec's binary format, one after the other. */
  void export(String checkpoint, String to) throws IOException {
    checkpoints.export(checkpoint, training.rows(), WordTables.INPUTS, RAW);
    int width = training.settings().vectorSize();
    ByteBuffer row = ByteBuffer.allocate(width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    float[] vector = new float[width];
    int words = text.counted().length;
    try (InputStream in = store.open(RAW);
        DataInputStream floats = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        OutputStream out = new BufferedOutputStream(store.create(to));
        VectorWriter writer = new VectorWriter(out, VectorWriter.Format.BINARY, words, width)) {
      for (int word = 0; word < words; word++) {
        floats.readFully(row.array());
        row.asFloatBuffer().get(vector);
        writer.add("w" + word, vector);
      }
      writer.finish();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
