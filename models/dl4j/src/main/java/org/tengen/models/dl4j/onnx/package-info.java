/**
 * Graphs of Deeplearning4j as ONNX models for inference (opset 13): the vertices and layers that
 * Tengen's convolutional networks are made of, each as the nodes that compute the same. Anything
 * else is refused by name. The protocol-buffer classes are ND4J's.
 */
@NullMarked
package org.tengen.models.dl4j.onnx;

import org.jspecify.annotations.NullMarked;
