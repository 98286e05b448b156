package org.tengen.ps.training;

import java.io.Serializable;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.table.Range;

/** A part of the vector that one optimiser trains at one schedule's rate. */
public record Block(Range range, OptimiserSettings optimiser, Schedule schedule)
    implements Serializable {}
