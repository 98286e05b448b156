package org.tengen.models.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueEvaluator;
import org.tengen.models.policyvalue.PolicyValueOutputs;

/**
 * A policy-value network that was exported as an ONNX model: input {@code planes}, outputs {@code
 * policy}, {@code value} and perhaps {@code ownership} and {@code score}.
 *
 * <p>A session of its own, so that several evaluators compute side by side. Positions are copied
 * once, into memory that grows to the largest batch.
 */
public final class OnnxEvaluator implements PolicyValueEvaluator {
  private static final String PLANES = "planes";
  private static final float[] NOTHING = {};

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final BoardPlanes input;
  private FloatBuffer features = direct(0);

  private OnnxEvaluator(byte[] model, String source, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads=" + threads + ": expected 1 or more");
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = environment.createSession(model, options);
    } catch (OrtException unreadable) {
      throw new IllegalArgumentException(
          source + ": " + unreadable.getMessage() + ": expected an ONNX model", unreadable);
    }
    try {
      input = input(source);
    } catch (RuntimeException unfit) {
      close();
      throw unfit;
    }
  }

  /**
   * Opens a file.
   *
   * @param threads that an evaluation computes on, the caller's included; with 1 the session starts
   *     none
   */
  public static OnnxEvaluator open(Path file, int threads) throws IOException {
    return new OnnxEvaluator(Files.readAllBytes(file), file.toString(), threads);
  }

  /** The same for a model in memory. */
  public static OnnxEvaluator of(byte[] model, int threads) {
    return new OnnxEvaluator(model, "model", threads);
  }

  /** The shape of a position, from that of the model's input. */
  private BoardPlanes input(String source) {
    long[] planes = shape(source, inputs(), PLANES, 4);
    if (planes[1] < 3 || planes[1] % 2 == 0 || planes[2] < 1 || planes[3] < 1) {
      throw new IllegalArgumentException(
          "%s: input planes of %d x %d x %d: expected an odd number of planes, 3 or more, and a"
                  .formatted(source, planes[1], planes[2], planes[3])
              + " fixed board");
    }
    BoardPlanes read = new BoardPlanes((int) planes[1] / 2, (int) planes[2], (int) planes[3]);
    if (shape(source, outputs(), "policy", 2)[1] != read.moves()) {
      throw new IllegalArgumentException(
          source + ": output policy: expected " + read.moves() + " moves, the last one the pass");
    }
    shape(source, outputs(), "value", 2);
    return read;
  }

  private static long[] shape(
      String source, Map<String, NodeInfo> all, String name, int dimensions) {
    NodeInfo node = all.get(name);
    if (node == null
        || !(node.getInfo() instanceof TensorInfo tensor)
        || tensor.getShape().length != dimensions) {
      throw new IllegalArgumentException(
          "%s: inputs and outputs %s: expected %s with %d dimensions"
              .formatted(source, all.keySet(), name, dimensions));
    }
    return tensor.getShape();
  }

  private Map<String, NodeInfo> inputs() {
    try {
      return session.getInputInfo();
    } catch (OrtException closed) {
      throw failed(closed);
    }
  }

  private Map<String, NodeInfo> outputs() {
    try {
      return session.getOutputInfo();
    } catch (OrtException closed) {
      throw failed(closed);
    }
  }

  private static IllegalStateException failed(OrtException cause) {
    return new IllegalStateException("ONNX Runtime: " + cause.getMessage(), cause);
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public BoardPlanes input() {
    return input;
  }

  @Override
  public PolicyValueOutputs evaluate(int positions, float[] planes) {
    int floats = Math.multiplyExact(positions, input.floats());
    if (positions < 1 || planes.length < floats) {
      throw new IllegalArgumentException(
          "%d positions in %d floats: expected 1 or more, with %d floats each"
              .formatted(positions, planes.length, input.floats()));
    }
    if (features.capacity() < floats) {
      features = direct(floats);
    }
    features.put(0, planes, 0, floats).limit(floats);
    long[] shape = {positions, input.planes(), input.height(), input.width()};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, features, shape);
        OrtSession.Result said = session.run(Map.of(PLANES, tensor))) {
      return new PolicyValueOutputs(
          positions,
          floats(said, "policy"),
          floats(said, "value"),
          floats(said, "ownership"),
          floats(said, "score"));
    } catch (OrtException failure) {
      throw failed(failure);
    } finally {
      features.clear();
    }
  }

  private static float[] floats(OrtSession.Result said, String output) {
    return said.get(output)
        .map(
            value -> {
              FloatBuffer buffer = ((OnnxTensor) value).getFloatBuffer();
              float[] floats = new float[buffer.remaining()];
              buffer.get(floats);
              return floats;
            })
        .orElse(NOTHING);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException failure) {
      throw failed(failure);
    }
  }
}
