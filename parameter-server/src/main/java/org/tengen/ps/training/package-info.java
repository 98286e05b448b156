/**
 * What is trained: a table's positions and the optimiser of each, the budget, the lanes, and the
 * strategy that keeps them together. Values only, which a driver makes and a server and its shards
 * read.
 */
@NullMarked
package org.tengen.ps.training;

import org.jspecify.annotations.NullMarked;
