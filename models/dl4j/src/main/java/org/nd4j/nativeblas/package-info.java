/**
 * A class that Deeplearning4j 1.0.0-M2.1 still looks up under this, its old, name. ND4J has moved
 * it; without it the oneDNN layer helpers stay off.
 */
@NullMarked
package org.nd4j.nativeblas;

import org.jspecify.annotations.NullMarked;
