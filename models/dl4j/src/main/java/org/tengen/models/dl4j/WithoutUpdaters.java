package org.tengen.models.dl4j;

import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.samediff.AbstractSameDiffLayer;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/** Takes the updaters out of a replica's layers, since the server has them. */
final class WithoutUpdaters {
  private WithoutUpdaters() {}

  /** Gives {@code layer}, and what it wraps, updaters that leave the gradient as it is. */
  static void remove(Layer layer) {
    if (layer instanceof BaseLayer own) {
      own.setIUpdater(new NoOp());
      own.setBiasUpdater(null);
    } else if (layer instanceof AbstractSameDiffLayer own) {
      own.setUpdater(new NoOp());
      own.setBiasUpdater(null);
    } else if (layer instanceof BaseWrapperLayer wrapper) {
      remove(wrapper.getUnderlying());
    } else if (layer instanceof Bidirectional both) {
      remove(both.getFwd());
      remove(both.getBwd());
    }
  }

  /** Throws, naming the parameter, if one still has an updater: a layer of an unknown kind. */
  static void check(BaseMultiLayerUpdater<?> updater) {
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      UpdaterBlock.ParamState first = block.getLayersAndVariablesInBlock().get(0);
      IUpdater left = first.getLayer().getConfig().getUpdaterByParam(first.getParamName());
      if (!(left instanceof NoOp)) {
        throw new IllegalArgumentException(
            first.getLayer().getConfig().getLayerName()
                + ", parameter "
                + first.getParamName()
                + ": updater="
                + left
                + ": expected a layer whose updater can be set");
      }
    }
  }
}
