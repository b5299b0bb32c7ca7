package dev.portcullis.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.jwt.ForgedJwt;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.Client.Answer;
import java.util.Base64;
import java.util.Map;

/** What an attacker has of a plain user, and what must not become usable of an administrator's. */
final class Tokens {
  /** The secret of the applications that are attacked. */
  static final String KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  private final Map<String, String> byName;

  private Tokens(Map<String, String> byName) {
    this.byName = byName;
  }

  /** Signs both in. */
  static Tokens of(Client application) {
    Answer user = login(application, "mamun", "1234");
    Answer admin = login(application, "admin", "admin-pass-1");
    return new Tokens(
        Map.of(
            "access", user.text("access"),
            "refresh", user.text("refresh"),
            "admin", admin.text("access"),
            "spare", login(application, "admin", "admin-pass-1").text("access"),
            "admin-refresh", admin.text("refresh"),
            "admin-static",
                application.staticToken("/auth/api-token-auth/", "admin", "admin-pass-1")));
  }

  private static Answer login(Client application, String username, String password) {
    return application.postJson("/auth/login/", Map.of("username", username, "password", password));
  }

  /**
   * {@code access} and {@code refresh} of the user, {@code admin}, {@code admin-refresh}, {@code
   * admin-static}, {@code spare}
   */
  String get(String name) {
    return byName.get(name);
  }

  /** The text with each {@code {name}} replaced by the token. */
  String fillIn(String template) {
    String text = template;
    for (Map.Entry<String, String> token : byName.entrySet()) {
      text = text.replace("{" + token.getKey() + "}", token.getValue());
    }
    return text;
  }

  /**
   * Whether a text has one of them in it, but for the spare one of the administrator: headers that
   * are none are repeated by Tomcat itself, to whoever sent them and in its log.
   */
  boolean isAnyIn(String text) {
    return byName.entrySet().stream()
        .filter(token -> !token.getKey().equals("spare"))
        .anyMatch(token -> text.contains(token.getValue()));
  }

  /** The JSON of the claims of the administrator's access token. */
  String adminsClaims() {
    return decoded(part("admin", 1));
  }

  /** The JSON of the claims of the administrator's refresh token. */
  String adminsRefreshClaims() {
    return decoded(part("admin-refresh", 1));
  }

  /** The administrator's signature, which is good for what it was made for. */
  String adminsSignature() {
    return part("admin", 2);
  }

  /** The key's name in good tokens; empty if they name none. */
  String header() {
    return decoded(part("admin", 0));
  }

  /** A token with the right signature. */
  static String signed(String header, String claims) {
    return ForgedJwt.of(header, claims, "HmacSHA256", KEY.getBytes(UTF_8));
  }

  private String part(String token, int index) {
    return get(token).split("\\.", -1)[index];
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), UTF_8);
  }
}
