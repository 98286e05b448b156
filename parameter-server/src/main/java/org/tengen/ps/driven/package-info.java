/**
 * Connections that have no thread of their own. Whoever waits for what comes over them drives them:
 * sends, receives and hands over, on his own thread, so that nobody else has to be woken for it.
 * Behind Netty's interfaces, so that the same handlers serve them as serve any connection.
 */
@NullMarked
package org.tengen.ps.driven;

import org.jspecify.annotations.NullMarked;
