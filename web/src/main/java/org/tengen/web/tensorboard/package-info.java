/**
 * Event files, the form in which TensorBoard reads what happened in a training: records of protocol
 * buffers, each between checksums. A training fills them through the feed that the live page has
 * too. Nothing of TensorFlow is needed to write them.
 */
@NullMarked
package org.tengen.web.tensorboard;

import org.jspecify.annotations.NullMarked;
