/**
 * The live page: what a run is doing, in a browser, while it runs. Whoever trains, on machines or
 * in virtual time, tells a {@link org.tengen.web.live.LiveFeed}; the page keeps a story of it whose
 * size is bounded, and serves it on loopback by the JDK's HTTP server as server-sent events. What
 * browsers do never makes the run wait.
 */
@NullMarked
package org.tengen.web.live;

import org.jspecify.annotations.NullMarked;
