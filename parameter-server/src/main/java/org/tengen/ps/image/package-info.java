/**
 * What a server looks like at one moment, as values: weights, optimiser state and clocks by slice.
 * Evaluation reads the weights; a checkpoint stores everything, and a new server starts from it.
 */
@NullMarked
package org.tengen.ps.image;

import org.jspecify.annotations.NullMarked;
