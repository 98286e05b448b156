/**
 * The settings of every job, each declared once: its key, what it may be, its default and what it
 * is for. Flags, files, help, {@code --print-config} and the documentation are all made from the
 * declarations. A value remembers where it came from.
 */
@NullMarked
package org.tengen.jobs.settings;

import org.jspecify.annotations.NullMarked;
