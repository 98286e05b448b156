/**
 * Exported networks on ONNX Runtime: policies and values of positions, several times as fast as the
 * engine that trained them where batches are small. Nothing here trains, and nothing knows an
 * engine.
 */
@NullMarked
package org.tengen.models.onnx;

import org.jspecify.annotations.NullMarked;
