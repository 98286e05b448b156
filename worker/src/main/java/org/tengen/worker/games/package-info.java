/**
 * Games that a policy-value network learns from, inside a task: a lane's games as numbers in a
 * mapped file, positions of them as they are asked for, and batches of those.
 */
@NullMarked
package org.tengen.worker.games;

import org.jspecify.annotations.NullMarked;
