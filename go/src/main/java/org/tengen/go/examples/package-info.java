/**
 * Finished games to learn from, as compact as they are kept and sent: moves and who won. A record
 * becomes an {@link org.tengen.go.examples.ExampleGame}, or it is said why it cannot.
 */
@NullMarked
package org.tengen.go.examples;

import org.jspecify.annotations.NullMarked;
