/**
 * The residual policy-value network: what it is made of, what it trains on and what it says. Planes
 * and targets are plain floats, so nothing here knows the game. Engines train it; others, such as a
 * runtime for exported files, only evaluate it.
 */
@NullMarked
package org.tengen.models.policyvalue;

import org.jspecify.annotations.NullMarked;
