package org.tengen.ps.replica;

import java.util.function.BooleanSupplier;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.shard.ShardListener;

/**
 * Hears of the shard of one replica, and passes on what is for the leading one to tell: a
 * successor's images are its primary's too, and its end is told when it leads. Shard thread only.
 */
final class LeadersListener implements ShardListener {
  private final ShardListener listener;
  private final BooleanSupplier leads;
  private int finishedShard = -1;
  private boolean broken;

  LeadersListener(ShardListener listener, BooleanSupplier leads) {
    this.listener = listener;
    this.leads = leads;
  }

  /** Whether the shard cannot go on. */
  boolean broken() {
    return broken;
  }

  /** The replica has come to lead. */
  void leads() {
    if (finishedShard >= 0) {
      listener.onFinished(finishedShard);
    }
  }

  @Override
  public boolean wantsImage(ImageKind kind, long index) {
    return leads.getAsBoolean() && listener.wantsImage(kind, index);
  }

  @Override
  public void onImage(long index, ShardImage image) {
    listener.onImage(index, image);
  }

  @Override
  public void onFinished(int shard) {
    finishedShard = shard;
    if (leads.getAsBoolean()) {
      listener.onFinished(shard);
    }
  }

  @Override
  public void onBroken(int shard, String message) {
    broken = true;
    listener.onBroken(shard, message);
  }
}
