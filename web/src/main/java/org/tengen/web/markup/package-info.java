/**
 * HTML and SVG as text that is well-formed by construction. Everything that is put in as text or as
 * an attribute's value is escaped here and nowhere else, so no caller can forget it.
 */
@NullMarked
package org.tengen.web.markup;

import org.jspecify.annotations.NullMarked;
