package org.tengen.ps.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs one seed again and writes down what happens. */
@EnabledIfSystemProperty(named = "tengen.simulation.seed", matches = "\\d+")
class ReplayTest {
  @Test
  void replaysASeed() throws IOException {
    Mutant mutant = mutantOf(System.getProperty("tengen.simulation.mutant"));
    Kind kind = Kind.named(System.getProperty("tengen.simulation.kind", "dense"));
    Seed seed = new Seed(kind, Long.getLong("tengen.simulation.seed", 1), mutant);
    String name = (kind == Kind.DENSE ? "seed-" : kind + "-seed-") + seed.number() + ".txt";
    Path file = Path.of("target", "simulation", name);
    Trace trace = Trace.kept();
    try {
      trace.say(0, "in the end: " + seed.run(trace));
    } catch (AssertionError e) {
      trace.say(0, String.valueOf(e.getMessage()));
      throw new AssertionError(e.getMessage() + "\ntrace: " + file.toAbsolutePath(), e);
    } finally {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, trace.lines());
    }
  }

  private static @Nullable Mutant mutantOf(@Nullable String name) {
    return name == null ? null : Mutant.valueOf(name);
  }
}
