/**
 * Games of Go that networks play: what a search asks of a network, asked of a policy-value network.
 */
@NullMarked
package org.tengen.worker.play;

import org.jspecify.annotations.NullMarked;
