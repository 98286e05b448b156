package org.tengen.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.models.metric.Metric;

/**
 * What has happened so far, and the messages that tell it: each happening as one message for those
 * who watch already, and the whole past as one for whoever comes. Its size does not grow with the
 * run: curves are thinned, and lanes are remembered for a minute. Used by one thread.
 */
final class Story {
  /** Trainings that are remembered; a comparison of more forgets the first. */
  private static final int CHAPTERS = 48;

  /** Looks whose lanes are remembered. */
  private static final int RECENT = 120;

  private static final int NOTICES = 100;

  private final String job;
  private final String folder;
  private final Deque<Chapter> chapters = new ArrayDeque<>();
  private final Deque<Look> recent = new ArrayDeque<>();
  private final Deque<Notice> notices = new ArrayDeque<>();
  private Pace pace = new Pace();
  private @Nullable End end;

  /** Something that a person should know, and when it was, in seconds of which training. */
  private record Notice(int run, double seconds, String text) {
    void write(JsonGenerator json) throws IOException {
      json.writeNumberField("run", run);
      json.writeNumberField("seconds", Math.rint(seconds * 10) / 10);
      json.writeStringField("text", text);
    }
  }

  /**
   * How the run ended.
   *
   * @param well whether it came to its end
   * @param how in a sentence
   * @param report where the report is; empty if there is none
   */
  record End(boolean well, String how, String report) {
    void write(JsonGenerator json) throws IOException {
      json.writeBooleanField("well", well);
      json.writeStringField("how", how);
      json.writeStringField("report", report);
    }
  }

  /**
   * A story in which nothing has happened.
   *
   * @param job the command's words
   * @param folder the run's
   */
  Story(String job, String folder) {
    this.job = job;
    this.folder = folder;
  }

  /** A training begins, or goes on from a checkpoint. */
  byte[] begins(LiveTraining training) {
    recent.clear();
    pace = new Pace();
    Chapter before = chapters.peekLast();
    if (before != null && before.training().run() == training.run()) {
      before.again();
    } else {
      chapters.addLast(new Chapter(training));
      if (chapters.size() > CHAPTERS) {
        chapters.removeFirst();
      }
    }
    return past();
  }

  /** A look, and what else it shows. */
  List<byte[]> looks(LiveCounts counts) {
    Chapter chapter = chapters.peekLast();
    if (chapter == null) {
      return List.of();
    }
    List<byte[]> messages = new ArrayList<>();
    LiveCounts before = chapter.last();
    chapter.add(counts);
    takenOver(before, counts).forEach(line -> messages.add(notice(line)));
    pace.look(counts);
    Look look = Look.at(counts, pace);
    recent.addLast(look);
    if (recent.size() > RECENT) {
      recent.removeFirst();
    }
    messages.add(Json.message("look", look::write));
    return messages;
  }

  /** A line for each lane that has another holder than at the look before. */
  private static List<String> takenOver(@Nullable LiveCounts before, LiveCounts now) {
    List<String> lines = new ArrayList<>();
    int lanes = before == null ? 0 : Math.min(before.lanes().size(), now.lanes().size());
    for (int lane = 0; before != null && lane < lanes; lane++) {
      LiveCounts.Lane was = before.lanes().get(lane);
      LiveCounts.Lane is = now.lanes().get(lane);
      if (was.leases() > 0 && is.leases() > was.leases()) {
        lines.add(
            "lane %d goes on with %s at clock %d (holder %d)"
                .formatted(lane, is.worker(), is.clock(), is.leases()));
      }
    }
    return lines;
  }

  byte[] evaluated(LiveTraining.Evaluated evaluated) {
    Chapter chapter = chapters.peekLast();
    if (chapter != null) {
      chapter.add(evaluated);
    }
    double[] row = Columns.evaluation(evaluated);
    return Json.message(
        "evaluation",
        json -> {
          json.writeFieldName("row");
          Json.row(json, row);
        });
  }

  byte[] notice(String text) {
    Chapter chapter = chapters.peekLast();
    Notice notice =
        new Notice(
            chapter == null ? 0 : chapter.training().run(),
            chapter == null ? 0 : chapter.seconds(),
            text);
    notices.addLast(notice);
    if (notices.size() > NOTICES) {
      notices.removeFirst();
    }
    return Json.message("notice", notice::write);
  }

  byte[] trained() {
    Chapter chapter = chapters.peekLast();
    if (chapter != null) {
      chapter.end();
    }
    return Json.message("trained", json -> {});
  }

  byte[] ends(End how) {
    end = how;
    return Json.message("end", how::write);
  }

  /** All that is remembered. */
  byte[] past() {
    return Json.message("past", this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStringField("job", job);
    json.writeStringField("folder", folder);
    metrics(json);
    json.writeArrayFieldStart("trainings");
    for (Chapter chapter : chapters) {
      chapter.write(json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("recent");
    for (Look look : recent) {
      json.writeStartObject();
      look.writeLanes(json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("notices");
    for (Notice notice : notices) {
      json.writeStartObject();
      notice.write(json);
      json.writeEndObject();
    }
    json.writeEndArray();
    Look newest = recent.peekLast();
    if (newest != null) {
      json.writeObjectFieldStart("look");
      newest.write(json);
      json.writeEndObject();
    }
    if (end != null) {
      json.writeObjectFieldStart("end");
      end.write(json);
      json.writeEndObject();
    }
  }

  /** What the columns are, and what they mean. */
  private static void metrics(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("columns");
    names(json, "totals", Columns.TOTALS);
    names(json, "lanes", Columns.LANE);
    names(json, "shards", Columns.SHARD);
    names(json, "evaluations", Columns.EVALUATION);
    json.writeEndObject();
    json.writeObjectFieldStart("metrics");
    for (Metric metric : Metric.values()) {
      json.writeStringField(metric.key(), metric.says());
    }
    json.writeEndObject();
  }

  private static void names(JsonGenerator json, String field, List<Metric> metrics)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Metric metric : metrics) {
      json.writeString(metric.key());
    }
    json.writeEndArray();
  }
}
