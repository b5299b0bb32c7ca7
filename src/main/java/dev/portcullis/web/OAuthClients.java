package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.config.OAuthClient;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The servers that may ask about tokens, known by HTTP Basic (RFC 6749, section 2.3.1). */
final class OAuthClients {
  private static final String BASIC = "basic ";

  private final List<byte[]> credentials;

  /** Clients with their secrets. */
  OAuthClients(List<OAuthClient> clients) {
    this.credentials =
        clients.stream()
            .map(client -> (client.id() + ":" + client.secret().text()).getBytes(UTF_8))
            .toList();
  }

  /**
   * Goes on only if the request comes from one of them.
   *
   * @throws AuthException {@code CLIENT_INVALID} if it does not say so, or proves it wrongly
   */
  void require(HttpServletRequest request) {
    byte[] offered =
        offered(request).orElseThrow(() -> new AuthException(AuthError.CLIENT_INVALID));
    boolean known = false;
    for (byte[] credential : credentials) { // All of them: the time does not tell which came near.
      known |= MessageDigest.isEqual(credential, offered);
    }
    if (!known) {
      throw new AuthException(AuthError.CLIENT_INVALID);
    }
  }

  private static Optional<byte[]> offered(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.size() != 1 || !headers.get(0).toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      return Optional.empty();
    }
    try {
      String text = headers.get(0).substring(BASIC.length()).strip();
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) { // No Base64.
      return Optional.empty();
    }
  }
}
