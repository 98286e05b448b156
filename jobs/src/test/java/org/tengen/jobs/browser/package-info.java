/** The live page as a person sees it: a browser without a window, and a real run. */
@NullMarked
package org.tengen.jobs.browser;

import org.jspecify.annotations.NullMarked;
