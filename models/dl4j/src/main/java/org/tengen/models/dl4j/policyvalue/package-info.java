/**
 * The residual policy-value network as Deeplearning4j reads it: its graph, and the losses of the
 * heads that Deeplearning4j has none for.
 */
@NullMarked
package org.tengen.models.dl4j.policyvalue;

import org.jspecify.annotations.NullMarked;
