/**
 * Deeplearning4j's Spark programs through Tengen's parameter server. {@link
 * org.tengen.dl4j.TengenTrainingMaster} takes the place of Deeplearning4j's own training masters;
 * the rest reads a network's configuration, maps it to the server's blocks or refuses it by name,
 * and brings weights and updater state back. Nothing else in Tengen knows {@code dl4j-spark}.
 */
@NullMarked
package org.tengen.dl4j;

import org.jspecify.annotations.NullMarked;
