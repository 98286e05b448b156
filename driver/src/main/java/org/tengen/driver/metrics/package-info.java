/**
 * A training's figures as metrics of Spark's own: gauges that every sink of a Spark installation
 * shows, Prometheus among them. A plugin of Spark's registers them; whoever trains tells it how far
 * it is, as the live page is told.
 */
@NullMarked
package org.tengen.driver.metrics;

import org.jspecify.annotations.NullMarked;
