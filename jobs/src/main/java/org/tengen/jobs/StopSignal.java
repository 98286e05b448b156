package org.tengen.jobs;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody wants this process to stop: the first SIGTERM or SIGINT asks for a checkpoint, a
 * second one ends the process at once.
 *
 * <p>Signals are the JVM's own business until a class in {@code jdk.unsupported} is asked; it is
 * asked by name, so that its absence costs the checkpoint and nothing else.
 */
final class StopSignal implements BooleanSupplier {
  private static final List<String> SIGNALS = List.of("TERM", "INT");
  private static final int KILLED_BY_TERM = 143;

  private final AtomicBoolean asked = new AtomicBoolean();
  private final Runnable onFirst;

  private StopSignal(Runnable onFirst) {
    this.onFirst = onFirst;
  }

  /** Takes over the signals; {@code onFirst} is called on the first, on a thread of the JVM's. */
  static StopSignal install(Runnable onFirst) {
    StopSignal stop = new StopSignal(onFirst);
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, args) -> stop.called(proxy, method, args));
      Method handle = signal.getMethod("handle", signal, handler);
      for (String name : SIGNALS) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
      }
    } catch (ReflectiveOperationException e) {
      System.getLogger(MethodHandles.lookup().lookupClass().getName())
          .log(System.Logger.Level.WARNING, "SIGTERM will stop without a checkpoint: {0}", e);
    }
    return stop;
  }

  private @Nullable Object called(Object proxy, Method method, Object[] args) {
    switch (method.getName()) {
      case "handle" -> {
        signalled();
        return null;
      }
      case "equals" -> {
        return proxy == args[0];
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      default -> {
        return "StopSignal";
      }
    }
  }

  private void signalled() {
    if (asked.compareAndSet(false, true)) {
      onFirst.run();
    } else {
      Runtime.getRuntime().halt(KILLED_BY_TERM);
    }
  }

  @Override
  public boolean getAsBoolean() {
    return asked.get();
  }
}
