package org.tengen.ps.host;

import java.util.List;
import org.tengen.ps.server.PlaceListener;
import org.tengen.ps.wire.BadFrameException;

/**
 * What an owner brings to hosts: all shards of a run, of one kind, what they start from, and how
 * they are spoken with.
 *
 * @param <S> the owner's handle of a shard
 */
interface Cargo<S> {
  /** The run. */
  String run();

  /** How many shards it has. */
  int shards();

  /** By lane, the iterations already given out. */
  long[] granted();

  /** What hosts have to know of the run to hold some shards. */
  HostOrder.What what(List<Integer> held);

  /** Brings what a shard starts from, piece after piece. */
  void load(int shard, Loading to) throws InterruptedException;

  /** A shard at a host, as the server asks it. */
  S handle(RemoteShard shard);

  /** Hears of shards and hosts. */
  PlaceListener listener();

  /** A shard has told of a moment. */
  void onMoment(Moment moment, RemoteShard shard, HostLink from)
      throws InterruptedException, BadFrameException;

  /** Takes pieces. */
  @FunctionalInterface
  interface Loading {
    /** Returns when every host of the shard has it. */
    void piece(long number, byte[] content) throws InterruptedException;
  }
}
