package org.tengen.ps.host;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.replica.ReplicaOrder;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.tcp.ServerAddress;

/**
 * What a run's owner asks of a host. In order: {@link Begin}, the pieces, {@link Start}, then as it
 * likes, and {@link End}. All but {@link Begin} are for the run that the host has begun; any other
 * is refused as closed.
 */
sealed interface HostOrder {
  /** The run that it is about. */
  String run();

  /**
   * Takes the shards of a run. Answered with {@link Begun}: a host has one run at a time.
   *
   * @param what kind of shards they are
   * @param shards those that the host shall hold
   * @param granted by lane, the iterations already given out in the whole run
   * @param copies of these shards elsewhere; null where there are none
   */
  record Begin(What what, List<Integer> shards, long[] granted, @Nullable Copies copies)
      implements HostOrder {
    public Begin {
      shards = List.copyOf(shards);
    }

    @Override
    public String run() {
      return what.run();
    }
  }

  /** A kind of shards, and what they have to know. */
  sealed interface What {
    /** The run that they are of. */
    String run();
  }

  /**
   * Shards of a dense table.
   *
   * @param laneSamples for each shard of the host, in the order of {@link Begin}, by lane: the
   *     samples that it starts with
   */
  record Table(ServerSettings settings, List<long[]> laneSamples) implements What {
    public Table {
      laneSamples = List.copyOf(laneSamples);
    }

    @Override
    public String run() {
      return settings.runId();
    }
  }

  /** Shards of row tables. */
  record Rows(RowServerSettings settings) implements What {
    @Override
    public String run() {
      return settings.runId();
    }
  }

  /**
   * Each shard of the host has a copy at another.
   *
   * @param primaries where the primaries are of those shards whose successors the host has; of the
   *     others it has the primaries itself
   */
  record Copies(Map<Integer, ServerAddress> primaries) {
    public Copies {
      primaries = Map.copyOf(primaries);
    }
  }

  /**
   * Brings a piece of what a shard starts from.
   *
   * @param number of a slice, or which of the shard's pieces it is, in their order
   */
  record Piece(String run, int shard, long number, byte[] content) implements HostOrder {}

  /** All pieces are there: the shards serve from now on. */
  record Start(String run) implements HostOrder {}

  /**
   * Asks for news. Answered with {@link News}.
   *
   * @param seen the number of the last moment that the owner has dealt with
   */
  record Look(String run, long seen) implements HostOrder {}

  /** Asks for a shard's statistics. */
  record Count(String run, int shard) implements HostOrder {}

  /** Lets a shard admit no pull from now on, or again. */
  record Hold(String run, int shard, boolean hold) implements HostOrder {}

  /**
   * Takes an image of a shard as it is. Answered with a {@link Ticket}, or a {@link RowTicket}.
   *
   * @param asked which of the owner's questions it is: one that comes again has the same answer
   */
  record Take(String run, int shard, ImageKind kind, long asked) implements HostOrder {}

  /** Asks for one piece of a ticket's image, by its place in the image. */
  record Fetch(String run, long ticket, int at) implements HostOrder {}

  /** The host may forget a ticket's image. */
  record Release(String run, long ticket) implements HostOrder {}

  /**
   * Gives leases to replicas of shards, by shard the epoch that each has. They count from when the
   * renewal before has come, if it is the one whose answer has come back. Answered with {@link
   * Renewed}.
   *
   * @param number counts the renewals of a host
   * @param answered the number of the last that was answered; 0 for none
   */
  record Renew(String run, long number, long answered, long durationNs, Map<Integer, Long> epochs)
      implements HostOrder {
    public Renew {
      epochs = Map.copyOf(epochs);
    }
  }

  /** Tells one replica of a shard what it is from now on. Answered with {@link Renewed}. */
  record Obey(String run, int shard, ReplicaOrder order) implements HostOrder {}

  /** The host shall forget the run. */
  record End(String run) implements HostOrder {}
}
