/**
 * What lanes and servers say to each other: requests, replies and the endpoints that take them. The
 * same words serve in one JVM, over sockets and in the simulated cluster; nothing here knows how
 * they travel.
 */
@NullMarked
package org.tengen.ps.protocol;

import org.jspecify.annotations.NullMarked;
