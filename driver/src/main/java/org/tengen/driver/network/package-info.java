/**
 * The networks that are trained: on games a {@link org.tengen.driver.network.BoardNetwork}, on text
 * the others. A {@link org.tengen.driver.network.TextNetwork} is what settings say of one; with a
 * vocabulary it is a {@link org.tengen.driver.network.SizedNetwork}, which knows how its replica is
 * built, what a lane's step reads of the lane's text, and how its loss on a text is measured.
 * Trainings on text know these two alone.
 */
@NullMarked
package org.tengen.driver.network;

import org.jspecify.annotations.NullMarked;
