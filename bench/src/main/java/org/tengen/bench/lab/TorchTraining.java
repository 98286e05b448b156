package org.tengen.bench.lab;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tengen.bench.process.Program;
import org.tengen.corpus.partition.Tokens;
import org.tengen.driver.network.LanguageModel;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.models.Engine;
import org.tengen.models.Replica;
import org.tengen.models.SeriesBatch;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.worker.BatchSource;

/**
 * A language model that PyTorch trains from our first weights on our words in our order, as {@code
 * language_model.py} beside this class does it: layers carry what they have from chunk to chunk,
 * where ours read the chunk before again.
 */
final class TorchTraining {
  /** What its trainings are called. */
  static final String LABEL = "lstm, PyTorch";

  private static final String SCRIPT = "language_model.py";

  private final String python;
  private final LanguageModel model;
  private final SetupOptions shared;

  TorchTraining(String python, LanguageModel model, SetupOptions shared) {
    this.python = python;
    this.model = model;
    this.shared = shared;
  }

  /** Whether the interpreter has PyTorch. */
  boolean works() throws InterruptedException {
    return Program.works(List.of(python, "-c", "import torch"));
  }

  /**
   * Trains once.
   *
   * @param folder a new one, for what the two programs tell each other
   */
  Trained train(Cell cell, TextLab lab, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    SizedNetwork<SeriesBatch> network = model.sized(lab.words(), cell.seed());
    try (Replica<SeriesBatch> replica = network.replica(Engine.load())) {
      float[] weights = new float[replica.length()];
      replica.parameters().get(0, weights);
      Files.write(folder.resolve("parameters"), floats(weights));
    }
    long updates = shared.samples / shared.batch / shared.workers;
    writeWords(lab.batches(network), updates, folder);
    Tokens validation = lab.text().validation();
    try (OutputStream out = open(folder.resolve("validation"))) {
      for (long at = 0; at < validation.size(); at++) {
        out.write(ints(new int[] {validation.at(at)}));
      }
    }
    Path script = folder.resolve(SCRIPT);
    try (InputStream source = TorchTraining.class.getResourceAsStream(SCRIPT)) {
      Files.copy(Objects.requireNonNull(source, SCRIPT), script);
    }
    long began = System.nanoTime();
    StringBuilder said = new StringBuilder();
    Program.run(
        command(script, lab.words(), updates, cell.rate()),
        all -> {
          said.setLength(0);
          said.append(all);
        });
    return trained(cell, updates, said.toString(), (System.nanoTime() - began) / 1e9);
  }

  private List<String> command(Path script, int words, long updates, float rate) {
    List<Object> arguments =
        List.of(
            python,
            script,
            words,
            model.layers().inputs(),
            model.layers().hidden(),
            shared.workers,
            model.chunk(),
            shared.batch / model.chunk(),
            updates,
            shared.evaluations,
            rate);
    return arguments.stream().map(Object::toString).toList();
  }

  /** Words and targets, {@code [update][lane][step][series]}. */
  private static void writeWords(List<BatchSource<SeriesBatch>> lanes, long updates, Path folder)
      throws IOException {
    try (OutputStream words = open(folder.resolve("words"));
        OutputStream targets = open(folder.resolve("targets"))) {
      for (long update = 0; update < updates; update++) {
        for (BatchSource<SeriesBatch> lane : lanes) {
          SeriesBatch batch = lane.at(update);
          words.write(ints(batch.words()));
          targets.write(ints(batch.targets()));
        }
      }
    }
  }

  /** Its lines are {@code updates perplexity cpuSeconds}. */
  private Trained trained(Cell cell, long updates, String said, double seconds) {
    List<CurvePoint> curve = new ArrayList<>();
    double perplexity = Double.NaN;
    double cpuSeconds = 0;
    for (String line : said.lines().toList()) {
      String[] figures = line.split(" ", -1);
      long done = Long.parseLong(figures[0]);
      perplexity = Double.parseDouble(figures[1]);
      cpuSeconds = Double.parseDouble(figures[2]);
      curve.add(
          new CurvePoint(
              seconds * done / updates, done * samplesOfUpdate(), done, null, perplexity));
    }
    return new Trained(
        cell, perplexity, shared.samples, updates, seconds, 0, 0, 0, curve, cpuSeconds);
  }

  private long samplesOfUpdate() {
    return (long) shared.batch * shared.workers;
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  private static byte[] floats(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] ints(int[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }
}
