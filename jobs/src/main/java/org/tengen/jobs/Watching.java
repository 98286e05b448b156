package org.tengen.jobs;

import java.io.IOException;
import java.util.Optional;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.TrainingDiverged;
import org.tengen.driver.WrongSetting;
import org.tengen.web.live.LiveFeed;
import org.tengen.web.live.LivePage;

/**
 * A job's live page, if it has one, from before its start to after its end: those who watch are
 * told how it ended.
 */
final class Watching {
  private final Optional<LivePage> page;

  private Watching(Optional<LivePage> page) {
    this.page = page;
  }

  /** What a job does while it is watched; gives the place of its report. */
  @FunctionalInterface
  interface Watched<E extends Exception> {
    String run(LiveFeed feed) throws E;
  }

  /**
   * Opens the page and says where.
   *
   * @param port empty for no page
   * @param job the command's words
   * @throws WrongSetting if the port cannot be had
   */
  static Watching open(Optional<Integer> port, String job, String folder, Terminal terminal) {
    if (port.isEmpty()) {
      return new Watching(Optional.empty());
    }
    try {
      LivePage page = LivePage.open(port.get(), job, folder);
      terminal.say("live page: " + page.address());
      return new Watching(Optional.of(page));
    } catch (IOException e) {
      throw new WrongSetting(
          "page-port=%d: %s; expected a free port of this machine, 0 for any, or none for no page"
              .formatted(port.get(), e.getMessage()),
          e);
    }
  }

  /** Runs the job, tells its end, and closes the page. */
  <E extends Exception> void over(Watched<E> job) throws E {
    boolean told = false;
    try {
      String report = job.run(page.<LiveFeed>map(each -> each).orElse(LiveFeed.NOBODY));
      end(true, "The run has ended.", report);
      told = true;
    } catch (StoppedResumable e) {
      end(false, "The run has been stopped: " + e.getMessage(), "");
      told = true;
      throw e;
    } catch (TrainingDiverged e) {
      end(false, "The run has ended: " + e.getMessage(), "");
      told = true;
      throw e;
    } finally {
      if (!told) {
        end(false, "The run has failed: the terminal says why.", "");
      }
      page.ifPresent(LivePage::close);
    }
  }

  private void end(boolean well, String how, String report) {
    page.ifPresent(each -> each.ends(well, how, report));
  }
}
