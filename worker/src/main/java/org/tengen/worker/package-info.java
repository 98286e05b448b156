/**
 * What runs inside a task: the training loop of one lane's replica, and the stragglers that can be
 * injected into it. Knows {@link org.tengen.models.Replica} and no engine, and nothing of Spark.
 */
@NullMarked
package org.tengen.worker;

import org.jspecify.annotations.NullMarked;
