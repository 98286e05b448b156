package org.tengen.ps.simulation;

/** What a server begins with: nothing yet, or what a checkpoint has. */
interface Beginning {
  long samples();

  /** The shards of a server, each in a process of its own. */
  Shards shards(Cluster cluster, Server server, Mutation mutation);
}
