/**
 * The staleness lab: a whole training in one thread and in virtual time. Shards, coordinator,
 * strategies, optimisers and each lane's client are the real ones, and so are the gradients, which
 * all lanes compute on one replica. Machines, network and clock are simulated; the seed decides
 * everything, to the bit.
 */
@NullMarked
package org.tengen.worker.lab;

import org.jspecify.annotations.NullMarked;
