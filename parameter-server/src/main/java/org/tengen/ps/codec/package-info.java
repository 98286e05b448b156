/**
 * How the floats that a lane pushes become fewer bytes, and floats again: the settings, a lane's
 * encoder with its residual, and the payload that a shard reads. Pure arithmetic on arrays; what is
 * encoded is decoded by the same code whether it went over a socket or was handed over in one JVM,
 * so the bits of a run do not depend on the way. Positions are absolute in the flat vector, so they
 * do not depend on slices or shards either.
 */
@NullMarked
package org.tengen.ps.codec;

import org.jspecify.annotations.NullMarked;
