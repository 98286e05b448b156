package org.tengen.web.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MarkupTest {

  @Test
  void escapesTextAndAttributes() {
    Markup markup = new Markup().open("a", "title", "\"<'&>").text("<b>&amp;").close();
    assertThat(markup).hasToString("<a title=\"&quot;&lt;&#39;&amp;&gt;\">&lt;b&gt;&amp;amp;</a>");
  }

  @Test
  void replacesCharactersThatAPageCannotHold() {
    assertThat(new Markup().text("a\u0000\u001b\u0085\ud800\uffffz\t\n\ud83d\ude00"))
        .hasToString("a\ufffd\ufffd\ufffd\ufffd\ufffdz\t\n\ud83d\ude00");
  }

  @Test
  void refusesToEndWhileAnElementIsOpen() {
    Markup markup = new Markup().open("p");
    assertThatThrownBy(markup::toString).hasMessage("still open: [p]");
    assertThatThrownBy(() -> markup.leaf("br", "class"))
        .hasMessage("attribute without a value: class");
  }
}
