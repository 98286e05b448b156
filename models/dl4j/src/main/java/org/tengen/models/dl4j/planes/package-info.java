/**
 * Our own layers and vertices over planes of points: batch normalisation and the ReLU behind it as
 * one layer, several times as fast as Deeplearning4j's, and planes of zeros behind others.
 */
@NullMarked
package org.tengen.models.dl4j.planes;

import org.jspecify.annotations.NullMarked;
