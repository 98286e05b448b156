package org.tengen.jobs.settings;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tengen.jobs.Golden;

class SettingsPageTest {
  @Test
  void theDocumentationIsMadeFromTheDeclarations() throws IOException {
    Golden.assertSame(Path.of("..", "docs", "settings.md"), SettingsPage.markdown());
  }
}
