/**
 * What a finished run looks like to people: its figures as records, stored as JSON, and drawn as
 * one HTML file with inline SVG and as Markdown.
 */
@NullMarked
package org.tengen.web.report;

import org.jspecify.annotations.NullMarked;
