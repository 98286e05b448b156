/**
 * The policy-value network: how many positions a second its engine and ONNX Runtime evaluate, and
 * what a training step takes.
 */
@NullMarked
package org.tengen.bench.policyvalue;

import org.jspecify.annotations.NullMarked;
