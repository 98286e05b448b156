/**
 * Deeplearning4j's Spark programs under Tengen's training master and under Deeplearning4j's own, on
 * the same networks, examples and cluster: what accuracy they reach, how many examples a second,
 * and how soon they reach a perplexity.
 */
@NullMarked
package org.tengen.bench.masters;

import org.jspecify.annotations.NullMarked;
