package org.tengen.ps.serving;

import org.tengen.ps.training.Course;

/**
 * How a shard serves lanes.
 *
 * @param name the shard's, for messages
 * @param shard its index
 * @param granted by lane, the iterations already given out in the whole run
 * @param parkedNs how long a pull is parked at most
 * @param outstanding requests that honest lanes have under way at most
 */
public record ServingSettings(
    String name, int shard, Course course, long[] granted, long parkedNs, int outstanding) {}
