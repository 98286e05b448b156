/**
 * What Tengen asks of a network, whatever engine computes it: a replica with flat parameters, a
 * loss and a flat gradient. Networks are described by settings and found by name.
 */
@NullMarked
package org.tengen.models;

import org.jspecify.annotations.NullMarked;
