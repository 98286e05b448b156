/**
 * How lanes are kept together: four small choices (what is sent, when a pull is admitted, how
 * pushes are gathered, how one is corrected) and the presets that name their combinations. A shard
 * asks a choice what to do and never which strategy it was given.
 */
@NullMarked
package org.tengen.ps.strategy;

import org.jspecify.annotations.NullMarked;
