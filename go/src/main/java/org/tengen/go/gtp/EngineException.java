package org.tengen.go.gtp;

/**
 * That an engine in another process cannot be used any further: it did not start, died, answered
 * what is no answer, or nothing in time. The message is one line that names it.
 */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the line to show. */
  public EngineException(String message) {
    super(message);
  }

  /** With the line to show and what brought it about. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
