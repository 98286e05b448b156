/**
 * Tree search with a network in place of playouts, AlphaGo Zero's (Silver et al. 2017) with what
 * KataGo found for self-play (Wu 2019). {@link org.tengen.go.puct.PuctSearch} asks for positions to
 * be evaluated and is told the result, so that whoever drives it decides what is evaluated
 * together.
 */
@NullMarked
package org.tengen.go.puct;

import org.jspecify.annotations.NullMarked;
