/**
 * Matches: two players, in this process or engines in others, play games against each other with
 * colours and openings shared out fairly, under a referee who trusts neither.
 */
@NullMarked
package org.tengen.go.match;

import org.jspecify.annotations.NullMarked;
