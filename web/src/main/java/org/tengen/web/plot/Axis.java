package org.tengen.web.plot;

/**
 * What an axis measures.
 *
 * @param title with its unit
 * @param scale from the values to the axis' length
 */
public record Axis(String title, Scale scale) {}
