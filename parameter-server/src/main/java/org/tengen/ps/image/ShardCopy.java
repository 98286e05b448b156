package org.tengen.ps.image;

/**
 * All of one shard at one moment: what another process needs to be its replica from then on.
 *
 * @param image a checkpoint's, with the previous weights
 * @param rest what an image leaves out
 */
public record ShardCopy(ShardImage image, ShardRest rest) {}
