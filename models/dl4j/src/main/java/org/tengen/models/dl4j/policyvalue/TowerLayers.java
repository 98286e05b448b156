package org.tengen.models.dl4j.policyvalue;

import org.tengen.models.dl4j.planes.WidenedVertex;
import org.tengen.models.policyvalue.ResidualForm;
import org.tengen.models.policyvalue.ResidualTower;

/** Adds stem and blocks to a graph, as {@link ResidualTower} and its form say. */
final class TowerLayers {
  private final GraphLayers layers;
  private final ResidualTower tower;

  TowerLayers(GraphLayers layers, ResidualTower tower) {
    this.layers = layers;
    this.tower = tower;
  }

  /** Adds the tower and returns the name of what the heads read. */
  String add(String input, int planes) {
    String x = layers.convolution("stem", input, 3, planes, tower.filters());
    boolean activatesFirst = tower.form().activatesFirst();
    if (!activatesFirst) {
      x = layers.activated("stem-norm", x, tower.filters());
    }
    for (int block = 1; block <= tower.blocks(); block++) {
      x = block(block, x);
    }
    return activatesFirst ? layers.activated("tower-norm", x, tower.outputs()) : x;
  }

  private String block(int block, String x) {
    ResidualForm form = tower.form();
    if (form instanceof ResidualForm.Basic) {
      return basic(block, x);
    }
    if (form instanceof ResidualForm.Bottleneck) {
      return bottleneck(block, x);
    }
    return form instanceof ResidualForm.Pyramid ? pyramid(block, x) : activatedFirst(block, x);
  }

  private static String name(int block, String part) {
    return "block" + block + "-" + part;
  }

  private String basic(int block, String x) {
    int filters = tower.filters(block);
    String y = layers.convolution(name(block, "conv1"), x, 3, filters, filters);
    y = layers.activated(name(block, "norm1"), y, filters);
    y = layers.convolution(name(block, "conv2"), y, 3, filters, filters);
    y = layers.normalised(name(block, "norm2"), y, filters);
    return layers.relu(name(block, "relu"), layers.sum(name(block, "sum"), x, y));
  }

  private String bottleneck(int block, String x) {
    int filters = tower.filters(block);
    int inner = filters / ResidualForm.Bottleneck.REDUCTION;
    String y = layers.convolution(name(block, "conv1"), x, 1, filters, inner);
    y = layers.activated(name(block, "norm1"), y, inner);
    y = layers.convolution(name(block, "conv2"), y, 3, inner, inner);
    y = layers.activated(name(block, "norm2"), y, inner);
    y = layers.convolution(name(block, "conv3"), y, 1, inner, filters);
    y = layers.normalised(name(block, "norm3"), y, filters);
    return layers.relu(name(block, "relu"), layers.sum(name(block, "sum"), x, y));
  }

  /** Pre-activation and wide blocks. */
  private String activatedFirst(int block, String x) {
    int before = tower.filters(block - 1);
    int behind = tower.filters(block);
    String activated = layers.activated(name(block, "norm1"), x, before);
    String y = layers.convolution(name(block, "conv1"), activated, 3, before, behind);
    y = layers.activated(name(block, "norm2"), y, behind);
    y = layers.convolution(name(block, "conv2"), y, 3, behind, behind);
    String shortcut = block == 1 ? activated : x;
    if (before != behind) {
      shortcut = layers.convolution(name(block, "shortcut"), activated, 1, before, behind);
    }
    return layers.sum(name(block, "sum"), shortcut, y);
  }

  private String pyramid(int block, String x) {
    int before = tower.filters(block - 1);
    int behind = tower.filters(block);
    String y = layers.normalised(name(block, "norm1"), x, before);
    y = layers.convolution(name(block, "conv1"), y, 3, before, behind);
    y = layers.activated(name(block, "norm2"), y, behind);
    y = layers.convolution(name(block, "conv2"), y, 3, behind, behind);
    y = layers.normalised(name(block, "norm3"), y, behind);
    String shortcut = x;
    if (before != behind) {
      shortcut = layers.vertex(name(block, "widened"), new WidenedVertex(behind - before), x);
    }
    return layers.sum(name(block, "sum"), shortcut, y);
  }
}
