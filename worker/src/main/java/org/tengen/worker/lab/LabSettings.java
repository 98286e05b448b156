package org.tengen.worker.lab;

import java.util.concurrent.TimeUnit;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.training.Training;
import org.tengen.worker.TrainingLoop;

/**
 * What a simulated training is told.
 *
 * @param training what the server is told
 * @param loop what each lane's loop is told; its straggler is slow in virtual time
 * @param images when the network is looked at
 * @param stepTime the CPU time of steps
 * @param lookNs virtual time between two looks of the watch; 0 for none
 */
public record LabSettings(
    Training training,
    TrainingLoop.Settings loop,
    ImageIntervals images,
    StepTime stepTime,
    Hardware hardware,
    long lookNs) {

  /** Longer than any training: here nobody is lost, so nobody is given up. */
  static final long NEVER_NS = TimeUnit.DAYS.toNanos(36_500);

  /** With cores for everybody, a server whose work takes no time, and no looks. */
  public LabSettings(
      Training training,
      TrainingLoop.Settings loop,
      ImageIntervals images,
      StepTime stepTime,
      Network network) {
    this(training, loop, images, stepTime, Hardware.of(network), 0);
  }

  /** Refuses codecs whose pulls are not whole slices. */
  public LabSettings {
    if (training.codec().pullsChanges()) {
      throw new IllegalArgumentException(
          "codec="
              + training.codec().name()
              + ": simulated workers pull whole slices; expected float32, bfloat16 or int8");
    }
    int highest = loop.straggler().highestLane();
    if (highest >= training.lanes()) {
      throw new IllegalArgumentException(
          "straggler="
              + loop.straggler()
              + ": there is no lane "
              + highest
              + ", expected 0 to "
              + (training.lanes() - 1));
    }
  }
}
