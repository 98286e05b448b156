/** Tests of the training master: mapping, refusals, equality with Deeplearning4j's own training. */
@NullMarked
package org.tengen.dl4j;

import org.jspecify.annotations.NullMarked;
