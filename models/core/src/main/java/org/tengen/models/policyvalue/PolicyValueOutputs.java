package org.tengen.models.policyvalue;

/**
 * What a network says of some positions.
 *
 * @param positions how many
 * @param policies [positions][moves], the chance of each move, legal or not: the sum over all is 1
 * @param values [positions], -1 (lost for who is to move) to 1 (won)
 * @param ownership [positions][height][width], -1 to 1; empty where the network has no such head
 * @param scores [positions], points; empty where the network has no such head
 */
public record PolicyValueOutputs(
    int positions, float[] policies, float[] values, float[] ownership, float[] scores) {}
