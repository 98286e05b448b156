package org.tengen.ps.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void inAFolderThatDoesNotExistYet() {
    store = new LocalStore(folder.resolve("a b/run"));
  }

  private void write(String name, String content) throws IOException {
    try (OutputStream out = store.create(name)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String read(String name) throws IOException {
    try (InputStream in = store.open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void readsBackWhatWasWrittenAndReplacesWhatIsThere() throws Exception {
    write("x/y.txt", "one");
    write("x/y.txt", "2");
    assertThat(read("x/y.txt")).isEqualTo("2");
  }

  @Test
  void listsLastNamesInOrderAndNothingWhereThereIsNothing() throws Exception {
    assertThat(store.list("")).isEmpty();
    write("x/b", "");
    write("x/a/deep", "");
    assertThat(store.list("x")).containsExactly("a", "b");
    assertThat(store.list("")).containsExactly("x");
    assertThat(store.list("nowhere")).isEmpty();
  }

  @Test
  void renamesOverWhatIsThere() throws Exception {
    write("from", "new");
    write("to/file", "old");
    store.rename("from", "to/file");
    assertThat(read("to/file")).isEqualTo("new");
    assertThat(store.list("")).containsExactly("to");
  }

  @Test
  void deletesFilesAndWholeFoldersAndWhatIsNotThere() throws Exception {
    write("x/a/deep", "");
    write("x/b", "");
    store.delete("x/b");
    assertThat(store.list("x")).containsExactly("a");
    store.delete("x");
    assertThat(store.list("")).isEmpty();
    store.delete("x");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> store.open("gone"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder.resolve("a b/run/gone").toString());
  }

  @Test
  void refusesNamesThatLeaveTheFolder() {
    assertThatThrownBy(() -> store.create("../x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("expected one that stays inside");
    assertThatThrownBy(() -> store.delete("/etc")).isInstanceOf(IllegalArgumentException.class);
  }
}
