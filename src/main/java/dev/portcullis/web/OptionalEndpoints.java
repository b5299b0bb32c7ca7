package dev.portcullis.web;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.session.PasswordChange;
import dev.portcullis.session.TokenPair;
import dev.portcullis.web.RequestFields.Field;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the endpoints answer that are off unless the deployer wants them; off, they answer 404. */
public final class OptionalEndpoints {
  private static final Field OLD_PASSWORD = new Field("old_password", false);
  private static final Field NEW_PASSWORD = new Field("new_password", false);

  private final Optional<PasswordChange> passwordChange;

  /** Endpoints of which those are off that have nothing here. */
  public OptionalEndpoints(Optional<PasswordChange> passwordChange) {
    this.passwordChange = passwordChange;
  }

  /** A new password for the old one: a new pair for a session, and nothing for a static token. */
  Map<String, ?> password(HttpServletRequest request, Admission admission) throws IOException {
    PasswordChange change = enabled(passwordChange);
    Identity identity =
        admission.identity().orElseThrow(() -> new AuthException(AuthError.NOT_AUTHENTICATED));
    Map<String, String> sent = RequestBody.read(request).require(OLD_PASSWORD, NEW_PASSWORD);
    Optional<TokenPair> pair =
        change.change(
            identity, admission.credential(), text(sent, OLD_PASSWORD), text(sent, NEW_PASSWORD));
    return pair.map(OptionalEndpoints::shown).orElse(Map.of());
  }

  private static Map<String, Object> shown(TokenPair pair) {
    return OrderedMap.of("refresh", pair.refresh().orElseThrow(), "access", pair.access());
  }

  private static String text(Map<String, String> sent, Field field) {
    return Objects.requireNonNull(sent.get(field.name()));
  }

  private static <T> T enabled(Optional<T> endpoint) {
    return endpoint.orElseThrow(() -> new AuthException(AuthError.NOT_FOUND));
  }
}
