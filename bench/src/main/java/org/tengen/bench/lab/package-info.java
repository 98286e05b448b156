/**
 * Comparisons of strategies on simulated workers: real gradients in virtual time, so that a seed
 * decides every figure and a laptop has as many workers as are asked for.
 *
 * <p>Started by the launcher, {@code ./tengen bench lab.Sweep} and {@code ./tengen bench
 * lab.BatchNorm}; {@code lab.Shapes} judges runs of {@code ./tengen simulate}. Nothing here ships.
 */
@NullMarked
package org.tengen.bench.lab;

import org.jspecify.annotations.NullMarked;
