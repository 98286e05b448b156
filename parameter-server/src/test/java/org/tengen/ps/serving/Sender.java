package org.tengen.ps.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tengen.ps.protocol.Request;

/**
 * Asks one shard, and lets it answer, a turn each. Time is set by hand.
 *
 * @param <S> the shard's kind
 */
public abstract class Sender<S extends Served> implements ServedListener {
  /** How long the shard parks a pull. */
  public static final long PARKED_NS = 1_000_000_000;

  /** What the shard has told. */
  public final List<String> events = new ArrayList<>();

  public long nowNs;

  /** The shard. */
  public abstract S shard();

  /** The lanes that it serves. */
  protected abstract int lanes();

  /** Sends a request. */
  public Sent send(Request request) {
    Sent sent = new Sent();
    shard().submit(request, sent);
    turn();
    return sent;
  }

  /** Attaches with a lease. */
  public Sent attach(int lane, int incarnation) {
    return send(new Request.Attach(lane, incarnation));
  }

  /** Attaches every lane with lease 1. */
  public void attachAll() {
    for (int lane = 0; lane < lanes(); lane++) {
      attach(lane, 1);
    }
  }

  /** The shard's answer to a question. */
  public <T> T answer(Function<S, CompletableFuture<T>> question) {
    CompletableFuture<T> asked = question.apply(shard());
    turn();
    return asked.join();
  }

  /** One turn of the shard. */
  public void turn() {
    shard().doWork(nowNs);
  }

  @Override
  public void onFinished(int index) {
    events.add("finished");
  }

  @Override
  public void onBroken(int index, String message) {
    events.add(message);
  }
}
