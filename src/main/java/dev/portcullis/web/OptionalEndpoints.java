package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.config.OAuthClient;
import dev.portcullis.session.Client;
import dev.portcullis.session.PasswordChange;
import dev.portcullis.session.TokenIntrospection;
import dev.portcullis.session.TokenPair;
import dev.portcullis.session.TokenRevocation;
import dev.portcullis.web.RequestFields.Field;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the endpoints answer that are off unless the deployer wants them; off, they answer 404. */
public final class OptionalEndpoints {
  private static final Field OLD_PASSWORD = new Field("old_password", false);
  private static final Field NEW_PASSWORD = new Field("new_password", false);

  private final Optional<PasswordChange> passwordChange;
  private final Optional<TokenRevocation> revocation;
  private final Optional<TokenIntrospection> introspection;
  private final OAuthClients clients;
  private final TokenGuard tokens;

  /**
   * Endpoints of which those are off that have nothing here.
   *
   * @param clients who may ask about tokens
   */
  public OptionalEndpoints(
      Optional<PasswordChange> passwordChange,
      Optional<TokenRevocation> revocation,
      Optional<TokenIntrospection> introspection,
      List<OAuthClient> clients,
      TokenGuard tokens) {
    this.passwordChange = passwordChange;
    this.revocation = revocation;
    this.introspection = introspection;
    this.clients = new OAuthClients(clients);
    this.tokens = tokens;
  }

  /** A new password for the old one: a new pair for a session, and nothing for a static token. */
  Optional<TokenPair> password(HttpServletRequest request, Admission admission, Client client)
      throws IOException {
    PasswordChange change = enabled(passwordChange);
    Identity identity =
        admission.identity().orElseThrow(() -> new AuthException(AuthError.NOT_AUTHENTICATED));
    Map<String, String> sent = RequestBody.read(request).require(OLD_PASSWORD, NEW_PASSWORD);
    return change.change(
        identity,
        admission.credential(),
        text(sent, OLD_PASSWORD),
        text(sent, NEW_PASSWORD),
        client);
  }

  /**
   * Ends a token for whoever has it: having it is the proof, as it is for public clients (RFC 7009,
   * section 5). The answer is the same for tokens that there are not.
   *
   * @throws AuthException {@code THROTTLED} if there have been too many of those
   */
  Map<String, ?> revoke(HttpServletRequest request) {
    TokenRevocation revoking = enabled(revocation);
    String token = TokenForm.token(request);
    try {
      return tokens.look(request, token, () -> revoked(revoking, token));
    } catch (AuthException e) {
      if (e.error() == AuthError.THROTTLED) {
        throw e;
      }
      return Map.of();
    }
  }

  private static Map<String, ?> revoked(TokenRevocation revoking, String token) {
    revoking.revoke(token);
    return Map.of();
  }

  /** What a token is, for servers that we know; of a bad one nothing but that (RFC 7662). */
  Map<String, ?> introspect(HttpServletRequest request) {
    TokenIntrospection tokens = enabled(introspection);
    clients.require(request);
    return tokens
        .find(TokenForm.token(request))
        .map(TokenMembers::of)
        .orElse(Map.of("active", false));
  }

  private static String text(Map<String, String> sent, Field field) {
    return Objects.requireNonNull(sent.get(field.name()));
  }

  private static <T> T enabled(Optional<T> endpoint) {
    return endpoint.orElseThrow(() -> new AuthException(AuthError.NOT_FOUND));
  }
}
