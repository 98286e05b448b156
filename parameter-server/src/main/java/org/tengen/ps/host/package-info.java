/**
 * Shards in a process of their own: a host that holds shards for one run at a time, and the run's
 * owner, who tells it what to hold and fetches images and figures from it. The owner opens every
 * connection and says every first word; a host that does not hear of it for a while drops the run.
 * Orders and reports are bounded bytes, and nothing in them is deserialised as objects.
 */
@NullMarked
package org.tengen.ps.host;

import org.jspecify.annotations.NullMarked;
