package org.tengen.bench.ps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tengen.ps.tcp.Tls;

/** One key for both sides, made by the JDK's keytool for one row and deleted with its folder. */
final class Certificate {
  private static final char[] PASSWORD = "for-one-row".toCharArray();
  private static final String STORE = "store.p12";
  private static final String CERTIFICATE = "certificate.pem";
  private static final String KEY = "key.pem";
  private static final String NAME = "bench";

  private Certificate() {}

  static Tls in(Path folder) {
    String certificate = folder.resolve(CERTIFICATE).toString();
    return new Tls(certificate, folder.resolve(KEY).toString(), certificate);
  }

  static void make(Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve(STORE);
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", "EC"));
    command.addAll(List.of("-alias", NAME, "-dname", "CN=" + NAME, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool made no key in " + folder);
    }
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      byte[] certificate = keys.getCertificate(NAME).getEncoded();
      Files.writeString(folder.resolve(CERTIFICATE), pem("CERTIFICATE", certificate));
      byte[] key = keys.getKey(NAME, PASSWORD).getEncoded();
      Files.writeString(folder.resolve(KEY), pem("PRIVATE KEY", key));
    } catch (GeneralSecurityException e) {
      throw new IOException("the key in " + store, e);
    }
  }

  static void delete(Path folder) throws IOException {
    for (String file : List.of(STORE, CERTIFICATE, KEY)) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.deleteIfExists(folder);
  }

  private static String pem(String what, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }
}
