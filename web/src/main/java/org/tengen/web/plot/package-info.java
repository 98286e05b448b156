/**
 * Pictures as SVG: lines over logarithmic or linear axes, histograms, stacked bars. A plot is a
 * record of numbers and words that draws itself for a given width and knows nothing of what they
 * mean. Colours and dashes are classes that the page's style sheet fills in, so that one picture
 * serves light pages, dark pages and paper.
 */
@NullMarked
package org.tengen.web.plot;

import org.jspecify.annotations.NullMarked;
