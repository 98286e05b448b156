package org.tengen.jobs.settings;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A {@link Setting} while it is written down: of all that trains and fixed, until it says not. */
final class Declaration<T> {
  private final List<Setting<?>> all;
  private final String key;
  private final Kind<T> kind;
  private final String fallback;
  private String example;
  private Set<JobName> jobs = EnumSet.copyOf(JobName.networks());
  private Setting.Resuming resuming = Setting.Resuming.FIXED;

  Declaration(List<Setting<?>> all, String key, Kind<T> kind, String fallback) {
    this.all = all;
    this.key = key;
    this.kind = kind;
    this.fallback = fallback;
    this.example = fallback;
  }

  /** An example, where the default is none. */
  Declaration<T> example(String text) {
    example = text;
    return this;
  }

  /** Of these; what is the next-word training's is the language model's too. */
  Declaration<T> of(JobName first, JobName... more) {
    jobs = EnumSet.of(first, more);
    if (jobs.contains(JobName.TRAIN_NEXT_WORD)) {
      jobs.add(JobName.TRAIN_LM);
    }
    return this;
  }

  /** Not of that one. */
  Declaration<T> but(JobName job) {
    jobs.remove(job);
    return this;
  }

  /** A resumed run may have another value. */
  Declaration<T> free() {
    resuming = Setting.Resuming.FREE;
    return this;
  }

  /** Ends the declaration and adds it to all. */
  Setting<T> in(Section section, String says) {
    jobs = GoTrainingCatalogue.joined(key, WordCatalogue.joined(key, jobs));
    Setting<T> setting = new Setting<>(key, kind, fallback, says, example, section, jobs, resuming);
    all.add(setting);
    return setting;
  }
}
