package org.tengen.driver.games;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tengen.go.BoardSize;
import org.tengen.go.Game;
import org.tengen.go.Rules;
import org.tengen.go.search.Search;
import org.tengen.go.search.SearchSettings;
import org.tengen.go.sgf.GameRecord;
import org.tengen.go.sgf.GameResult;
import org.tengen.go.sgf.Property;
import org.tengen.go.sgf.SgfWriter;

/** Records of games that a small search plays against itself, and archives of them. */
public final class MadeUpGames {
  private static final int SIMULATIONS = 20;
  private static final int MOST_MOVES = 60;

  private MadeUpGames() {}

  /** The record of a game, decided by its seed. */
  public static byte[] game(int side, long seed) {
    BoardSize size = BoardSize.square(side);
    Game game = new Game(size, Rules.CHINESE.withKomi(0.5));
    Search search = new Search(size, SearchSettings.of(SIMULATIONS), seed);
    while (!game.isOver() && game.moves() < MOST_MOVES) {
      game.play(search.choose(game).move());
    }
    Property result = Property.of("RE", GameResult.of(game.score()).toString());
    return SgfWriter.write(List.of(GameRecord.of(game, List.of(result))));
  }

  /** So many games by name, in order. */
  public static Map<String, byte[]> games(int side, int count) {
    Map<String, byte[]> games = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      games.put("game-%04d.sgf".formatted(i), game(side, i));
    }
    return games;
  }

  /** A text as a file's bytes. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a tar archive, gzip, of files by name. */
  public static Path archive(Path file, Map<String, byte[]> files) {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry("games/" + each.getKey());
        entry.setSize(each.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(each.getValue());
        tar.closeArchiveEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
