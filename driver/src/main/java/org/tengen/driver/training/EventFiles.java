package org.tengen.driver.training;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.tengen.driver.run.RunFolder;
import org.tengen.web.tensorboard.EventFeed;

/**
 * The event files of one training of a run, where they are asked for: in a folder of the training's
 * name below one for all, so that TensorBoard, which is given that, lays trainings side by side.
 */
final class EventFiles implements EventFeed.Folder, AutoCloseable {
  private static final String ALL = "tensorboard";

  private final RunFolder run;
  private final String name;
  private final EventFeed feed;
  private final Control control;

  /**
   * Those of {@code training}, one of {@code all}; nothing is made before it begins.
   *
   * @param control of the training
   */
  EventFiles(
      RunFolder run, TrainingSettings training, List<TrainingSettings> all, Control control) {
    this.run = run;
    this.name = FolderNames.of(training, all);
    this.feed = new EventFeed(this, EventFiles::wallS, control::notice);
    this.control = training.watching().tensorboard() ? control.and(feed) : control;
  }

  private static double wallS() {
    return System.currentTimeMillis() / 1e3;
  }

  /** The training's control, through which the files are filled. */
  Control control() {
    return control;
  }

  private RunFolder folder() {
    return run.folder(ALL).folder(name);
  }

  @Override
  public int files() throws IOException {
    return folder().store().list("").size();
  }

  @Override
  public OutputStream create(String file) throws IOException {
    return folder().stream(file);
  }

  @Override
  public void close() {
    feed.close();
  }
}
