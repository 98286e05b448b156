package org.tengen.jobs;

import picocli.CommandLine.ParseResult;

/** What a command does; it is the user object of the command's specification. */
@FunctionalInterface
interface Action {
  /** Does it with what was typed, and returns the exit code. */
  int run(ParseResult typed) throws Exception;
}
