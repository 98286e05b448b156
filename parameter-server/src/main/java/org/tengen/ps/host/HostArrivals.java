package org.tengen.ps.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/**
 * Where hosts that were started for one run tell its owner at which address they listen. The first
 * address of each host counts: a host that is started again has none of the run's shards.
 * Thread-safe.
 *
 * <p>Hosts that live in one process die together, so they are kept apart: see {@link #apart}.
 */
public final class HostArrivals implements Endpoint {
  /** The target at the owner's port that takes arrivals. */
  public static final int TARGET = -3;

  private static final int MAX_HOST = 255;
  private static final int MAX_SOCKET = 255;
  private static final int MAX_PROCESS = 255;
  private static final String NO_SOCKET = "";
  private static final long LOOK_MS = 200;

  private final int hosts;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Integer, Arrival> arrived = new TreeMap<>();

  /**
   * A host that has come.
   *
   * @param process which process it lives in, by a name of the owner's
   */
  public record Arrival(ServerAddress address, String process) {}

  /** None of {@code hosts} has arrived. */
  public HostArrivals(int hosts) {
    this.hosts = hosts;
  }

  /**
   * Tells a run's owner where a host listens.
   *
   * @param owner the owner's address
   * @param number which of the hosts it is, from 0
   * @param process which process the host lives in, by a name of the owner's
   * @param name who tells, for the owner's messages
   * @throws IOException one line that names the owner's address if it cannot be told
   */
  public static void tell(
      RunKey key,
      TcpSettings connections,
      ServerAddress owner,
      int number,
      ServerAddress address,
      String process,
      String name)
      throws IOException, InterruptedException {
    String socket = address.socket();
    byte[] content =
        new TextWriter()
            .i32(number)
            .string("host", address.host(), MAX_HOST)
            .i32(address.port())
            .string("socket", socket == null ? NO_SOCKET : socket, MAX_SOCKET)
            .string("process", process, MAX_PROCESS)
            .toBytes();
    try (TcpClient client = new TcpClient(key, name, connections)) {
      Reply reply = HostLink.call(client.connect(owner), TARGET, new Request.Order(content));
      if (!(reply instanceof Reply.Report)) {
        throw new IOException("the driver at " + owner + " takes no address: " + reply);
      }
    }
  }

  @Override
  public void submit(Request request, ReplyHandler handler) {
    handler.onReply(request instanceof Request.Order order ? arrive(order) : refused("" + request));
  }

  private Reply arrive(Request.Order order) {
    try {
      TextReader in = new TextReader(ByteBuffer.wrap(order.content()));
      int number = in.i32();
      Arrival arrival = new Arrival(address(in), in.line(MAX_PROCESS));
      in.end();
      if (number < 0 || number >= hosts) {
        return refused("host " + number + ": expected 0 to " + (hosts - 1));
      }
      add(number, arrival);
      return new Reply.Report(new byte[0]);
    } catch (BadFrameException | IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private static ServerAddress address(TextReader in) throws BadFrameException {
    String host = in.line(MAX_HOST);
    int port = in.i32();
    String socket = in.line(MAX_SOCKET);
    return new ServerAddress(host, port, socket.equals(NO_SOCKET) ? null : socket);
  }

  private void add(int number, Arrival arrival) {
    lock.lock();
    try {
      arrived.putIfAbsent(number, arrival);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for all hosts.
   *
   * @param goingOn asked about five times a second; the wait ends when it says no
   * @return where they listen, by number; fewer than all if the deadline has passed, or it does not
   *     go on
   */
  public List<Arrival> await(Duration deadline, BooleanSupplier goingOn)
      throws InterruptedException {
    long endNs = System.nanoTime() + deadline.toNanos();
    lock.lock();
    try {
      while (arrived.size() < hosts && System.nanoTime() - endNs < 0 && goingOn.getAsBoolean()) {
        long ignored = changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MS));
      }
      return new ArrayList<>(arrived.values());
    } finally {
      lock.unlock();
    }
  }

  /**
   * An order of hosts in which none stands next to one of its own process, the last being next to
   * the first: so a shard and its successor, which is at the next host, do not die together.
   *
   * @throws RunFailedException if there is none; one line names the process that has too many
   */
  public static List<ServerAddress> apart(List<Arrival> arrivals) {
    Map<String, List<ServerAddress>> byProcess = new TreeMap<>();
    for (Arrival each : arrivals) {
      byProcess.computeIfAbsent(each.process(), any -> new ArrayList<>()).add(each.address());
    }
    List<Map.Entry<String, List<ServerAddress>>> most = new ArrayList<>(byProcess.entrySet());
    most.sort(Comparator.comparingInt(process -> -process.getValue().size()));
    Map.Entry<String, List<ServerAddress>> first = most.get(0);
    if (2 * first.getValue().size() > arrivals.size()) {
      throw new RunFailedException(
          "replicas=2: %d of %d hosts of shards are in %s, and no two neighbours may be"
              .formatted(first.getValue().size(), arrivals.size(), first.getKey()));
    }
    ServerAddress[] places = new ServerAddress[arrivals.size()];
    int place = 0;
    for (Map.Entry<String, List<ServerAddress>> process : most) {
      for (ServerAddress address : process.getValue()) {
        places[place] = address;
        place = place + 2 < places.length ? place + 2 : 1;
      }
    }
    return List.of(places);
  }

  private static Reply.Refused refused(String why) {
    return new Reply.Refused(Reason.INVALID, why);
  }
}
