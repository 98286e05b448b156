package org.tengen.models.dl4j;

import java.util.Map;
import org.tengen.models.Continuation;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.SeriesBatch;
import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.policyvalue.PolicyValueMemory;
import org.tengen.models.dl4j.policyvalue.PolicyValueOnnx;
import org.tengen.models.dl4j.recurrent.LanguageModelMemory;
import org.tengen.models.dl4j.recurrent.MiddleWordMemory;
import org.tengen.models.dl4j.recurrent.NextWordMemory;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.models.policyvalue.PolicyValueSettings;

/**
 * Networks on Deeplearning4j.
 *
 * <p>Its construction is the one place where a JVM's native side is set up: driver and executors
 * reach it through {@link Engine#load()}.
 */
public final class Dl4jEngine implements Engine {
  /** Sets the native side up; the first call of a JVM takes about a second. */
  public Dl4jEngine() {
    NativeRuntime.start();
  }

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public Replica<WindowBatch> nextWord(NetworkSettings.NextWord settings) {
    return new WindowReplica(settings);
  }

  @Override
  public ReplicaMemory nextWordMemory(NetworkSettings.NextWord settings, int batch) {
    return NextWordMemory.of(settings, batch);
  }

  @Override
  public Replica<WindowBatch> middleWord(NetworkSettings.MiddleWord settings) {
    return new WindowReplica(settings);
  }

  @Override
  public ReplicaMemory middleWordMemory(NetworkSettings.MiddleWord settings, int batch) {
    return MiddleWordMemory.of(settings, batch);
  }

  @Override
  public Replica<SeriesBatch> languageModel(NetworkSettings.LanguageModel settings) {
    return new LanguageModelReplica(settings);
  }

  @Override
  public ReplicaMemory languageModelMemory(
      NetworkSettings.LanguageModel settings, int series, int steps) {
    return LanguageModelMemory.of(settings, series, steps);
  }

  @Override
  public Continuation continuation(NetworkSettings.LanguageModel settings, float[] parameters) {
    return new LanguageModelContinuation(settings, parameters);
  }

  @Override
  public Continuation continuation(
      NetworkSettings.NextWord settings, float[] parameters, int nothing, int end) {
    return new NextWordContinuation(settings, parameters, nothing, end);
  }

  @Override
  public Map<String, String> facts() {
    return NativeFacts.read();
  }

  @Override
  public PolicyValueReplica policyValue(PolicyValueSettings settings) {
    return new ResidualReplica(settings);
  }

  @Override
  public ReplicaMemory policyValueMemory(PolicyValueSettings settings, int batch) {
    return PolicyValueMemory.of(settings, batch);
  }

  @Override
  public byte[] onnx(PolicyValueSettings settings, float[] parameters) {
    return PolicyValueOnnx.of(settings, parameters);
  }
}
