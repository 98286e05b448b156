/**
 * The Go Text Protocol, version 2 (Farnebäck 2002), from both ends: {@link
 * org.tengen.go.gtp.GtpServer} lets a {@link org.tengen.go.player.Player} be an engine that other
 * programs talk to, and {@link org.tengen.go.gtp.GtpClient} talks to an engine in a process of its
 * own.
 *
 * <p>Threads and clocks come from the caller. Whatever an engine is told, it answers; whatever an
 * engine does, its controller gets an answer or one line that says what is wrong, within its
 * deadline.
 */
@NullMarked
package org.tengen.go.gtp;

import org.jspecify.annotations.NullMarked;
