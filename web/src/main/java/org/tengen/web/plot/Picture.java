package org.tengen.web.plot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tengen.web.markup.Markup;

/** A drawn picture as a file of its own. */
public final class Picture {
  private static final Pattern START =
      Pattern.compile("<svg ([^>]*viewBox=\"0 0 (\\S+) (\\S+)\"[^>]*)>");

  private Picture() {}

  /**
   * The file's text: an SVG picture that needs nothing else.
   *
   * @param drawn what a plot has drawn
   * @param style the style sheet that its classes are of
   * @param definitions what the style sheet refers to
   */
  public static String file(Markup drawn, String style, Markup definitions) {
    Matcher start = START.matcher(drawn.toString());
    if (!start.lookingAt()) {
      throw new IllegalArgumentException("not a plot: " + drawn.toString().substring(0, 40));
    }
    Markup file = new Markup();
    file.open("style").verbatim(style).close().line().add(definitions).line();
    file.leaf("rect", "class", "paper", "width", "100%", "height", "100%");
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" %s>\n%s%s\n"
        .formatted(
            start.group(2),
            start.group(3),
            start.group(1),
            file,
            drawn.toString().substring(start.end()));
  }
}
