/**
 * What Tengen measures, declared once: each metric with its name, its unit and a sentence, and
 * which of them a line of {@code metrics.jsonl} holds. Whoever writes or shows a metric takes its
 * name from here. Nothing is measured here.
 */
@NullMarked
package org.tengen.models.metric;

import org.jspecify.annotations.NullMarked;
