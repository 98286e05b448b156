/**
 * A whole parameter server in this JVM: a thread for each shard and one for the coordinator, and
 * the registry by which lanes of the same JVM find it. Here, at the edge, threads are made, clocks
 * are read and logs are written.
 */
@NullMarked
package org.tengen.ps.server;

import org.jspecify.annotations.NullMarked;
