package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files with which either end of a TCP connection proves itself and checks the other. Whom
 * the authority has signed is trusted, whatever host the certificate names: the run's secret tells
 * runs apart.
 *
 * @param certificate this side's certificate, with those between it and the authority's
 * @param key its private key, PKCS #8 without a password
 * @param authority the certificates of whom this side believes
 */
public record Tls(String certificate, String key, String authority) implements Serializable {
  /** The settings' names, for messages. */
  static final String CERTIFICATE = "tls-certificate";

  static final String KEY = "tls-key";
  static final String AUTHORITY = "tls-authority";

  private static final String NO_TLS =
      "the other side speaks no TLS: set " + CERTIFICATE + " on both sides or on neither";

  /**
   * What a server asks of its clients.
   *
   * @throws IOException one line with the setting and its file
   */
  SslContext server() throws IOException {
    return build(
        () ->
            SslContextBuilder.forServer(new File(certificate), new File(key))
                .clientAuth(ClientAuth.REQUIRE));
  }

  /**
   * What a client asks of its server.
   *
   * @throws IOException one line with the setting and its file
   */
  SslContext client() throws IOException {
    return build(
        () -> SslContextBuilder.forClient().keyManager(new File(certificate), new File(key)));
  }

  private SslContext build(Supplier<SslContextBuilder> own) throws IOException {
    requireReadable(CERTIFICATE, certificate);
    requireReadable(KEY, key);
    requireReadable(AUTHORITY, authority);
    try {
      return own.get().sslProvider(SslProvider.JDK).trustManager(new File(authority)).build();
    } catch (IllegalArgumentException | SSLException e) {
      throw new IOException(which(String.valueOf(e.getMessage())), e);
    }
  }

  private static void requireReadable(String setting, String file) throws IOException {
    if (!Files.isReadable(Path.of(file))) {
      throw new IOException(setting + "=" + file + ": cannot be read here: expected a PEM file");
    }
  }

  /** Netty's message has the file's name in it. */
  private String which(String message) {
    if (message.contains(key)) {
      return KEY + "=" + key + ": expected a private key in PEM, PKCS #8 without a password";
    }
    return message.contains(authority)
        ? AUTHORITY + "=" + authority + ": expected certificates in PEM"
        : CERTIFICATE + "=" + certificate + ": expected certificates in PEM, of " + KEY + "=" + key;
  }

  /**
   * What an end of a connection says to its user: one without TLS may close before its words, which
   * are no TLS, can be read.
   */
  static String ended(Channel channel) {
    SslHandler handler = channel.pipeline().get(SslHandler.class);
    return handler == null || handler.handshakeFuture().isSuccess()
        ? "the server closed the connection before it was open"
        : "the connection was closed instead of an answer to TLS; it seems that " + NO_TLS;
  }

  /**
   * What an exception of a connection's says to its user; null if it has nothing to do with TLS.
   */
  @Nullable String explain(Throwable cause) {
    Throwable root =
        cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
    String message = String.valueOf(root.getMessage());
    if (root instanceof NotSslRecordException) {
      return NO_TLS;
    }
    if (!(root instanceof SSLException)) {
      return null;
    }
    if (message.contains("Received fatal alert")) {
      return "the other side refuses " + CERTIFICATE + "=" + certificate + " (" + message + ")";
    }
    return message.contains("PKIX") || message.contains("certificate")
        ? "the other side has no certificate that " + AUTHORITY + "=" + authority + " has signed"
        : "TLS: " + message;
  }
}
