package dev.portcullis.web;

import dev.portcullis.session.KnownToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What introspection answers of a good token (RFC 7662, section 2.2). */
final class TokenMembers {
  private TokenMembers() {}

  static Map<String, Object> of(KnownToken token) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("active", true);
    members.put("token_type", type(token.kind()));
    members.put("sub", token.owner().id());
    members.put("username", token.owner().username());
    members.put("roles", List.copyOf(new TreeSet<>(token.owner().roles())));
    token.expiresAt().ifPresent(end -> members.put("exp", end.getEpochSecond()));
    token.issuedAt().ifPresent(at -> members.put("iat", at.getEpochSecond()));
    for (String claim : List.of("jti", "iss", "aud", "sid")) {
      Object value = token.claims().get(claim);
      if (value != null) {
        members.put(claim, value);
      }
    }
    return members;
  }

  /**
   * The scheme under which a request takes the token. Nothing takes a refresh token, so a resource
   * server that looks for {@code Bearer} does not take it either.
   */
  private static String type(KnownToken.Kind kind) {
    return switch (kind) {
      case ACCESS -> "Bearer";
      case STATIC -> "Token";
      case REFRESH -> "refresh_token";
    };
  }
}
