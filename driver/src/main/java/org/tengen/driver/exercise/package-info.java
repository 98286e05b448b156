/**
 * Trains the small networks of the exercises through the parameter server, on workers that draw
 * their examples themselves.
 */
@NullMarked
package org.tengen.driver.exercise;

import org.jspecify.annotations.NullMarked;
