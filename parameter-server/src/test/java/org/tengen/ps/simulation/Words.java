package org.tengen.ps.simulation;

import java.util.Arrays;
import java.util.Locale;
import org.tengen.ps.protocol.Request;

/** Requests in a few words, for traces. */
final class Words {
  private Words() {}

  static String of(Request request) {
    String what;
    if (request instanceof Request.Push push) {
      what =
          "push of slice %d for clock %d on version %d by lease %d"
              .formatted(push.slice(), push.clock(), push.pulledVersion(), push.incarnation());
    } else if (request instanceof Request.Pull pull) {
      what = "pull for clock %d by lease %d".formatted(pull.clock(), pull.incarnation());
    } else if (request instanceof Request.RowPush push) {
      what =
          "push of part %d of lists %s for clock %d on version %d by lease %d"
              .formatted(
                  push.part(),
                  Arrays.toString(push.lists()),
                  push.clock(),
                  push.pulledVersion(),
                  push.incarnation());
    } else if (request instanceof Request.RowPull pull) {
      what =
          "pull of lists %s for clock %d by lease %d"
              .formatted(Arrays.toString(pull.lists()), pull.clock(), pull.incarnation());
    } else if (request instanceof Request.RowList list) {
      what =
          "list %d of table %d by lease %d"
              .formatted(list.hash(), list.table(), list.incarnation());
    } else if (request instanceof Request.Attach attach) {
      what = "attach by lease " + attach.incarnation();
    } else if (request instanceof Request.Detach detach) {
      what = "detach by lease " + detach.incarnation();
    } else {
      what = request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
    return "lane " + request.lane() + ": " + what;
  }
}
