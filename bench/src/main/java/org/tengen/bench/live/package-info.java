/** What the live page costs the run that it shows. */
@NullMarked
package org.tengen.bench.live;

import org.jspecify.annotations.NullMarked;
