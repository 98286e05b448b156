/**
 * Networks with recurrent layers, computed straight on flat parameters: cells over all time steps
 * of a batch with one matrix product for all gates, embedding, dropout, and the steps that put them
 * together. A replica lends the memory.
 */
@NullMarked
package org.tengen.models.dl4j.recurrent;

import org.jspecify.annotations.NullMarked;
