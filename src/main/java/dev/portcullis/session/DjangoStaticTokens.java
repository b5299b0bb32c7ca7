package dev.portcullis.session;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.store.DjangoTokenRow;
import dev.portcullis.store.DjangoTokenTable;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The static tokens of Django REST Framework's {@code authtoken}: one per user, the same for the
 * site and for us, and kept in clear, since the site reads it so.
 */
public final class DjangoStaticTokens extends UserTokens {
  private static final int TOKEN_BYTES = 20;
  private static final int MAX_LENGTH = 40;
  private static final int MAX_TRIES = 4;

  private final DjangoTokenTable table;
  private final Users users;
  private final Identities identities;
  private final InstantSource clock;
  private final SecureRandom random;

  /** Tokens in this table. */
  public DjangoStaticTokens(
      DjangoTokenTable table,
      Users users,
      Identities identities,
      InstantSource clock,
      SecureRandom random) {
    this.table = table;
    this.users = users;
    this.identities = identities;
    this.clock = clock;
    this.random = random;
  }

  @Override
  String issue(KnownUser user, Client client) {
    String userId = user.row().id();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<DjangoTokenRow> known = table.findByUser(userId);
      if (known.isPresent()) {
        return known.get().key();
      }
      String token = newToken();
      if (table.insert(new DjangoTokenRow(token, userId), clock.instant())) {
        return token;
      }
      // Another login of the same user was first, here or at the site: take its row.
    }
    throw new AuthException(AuthError.UNAVAILABLE);
  }

  @Override
  Identity authenticate(String token) {
    if (!isWellFormed(token)) {
      throw new AuthException(AuthError.STATIC_TOKEN_INVALID);
    }
    DjangoTokenRow row =
        table.find(token).orElseThrow(() -> new AuthException(AuthError.STATIC_TOKEN_INVALID));
    KnownUser user =
        users
            .recentById(row.userId())
            .filter(users::isOpen)
            .orElseThrow(() -> new AuthException(AuthError.STATIC_TOKEN_USER_INACTIVE));
    return identities.of(user.row(), Scheme.TOKEN);
  }

  @Override
  public boolean end(String token) {
    return isWellFormed(token) && table.delete(token);
  }

  @Override
  void endAll(String userId) {
    table.findByUser(userId).ifPresent(row -> table.delete(row.key()));
  }

  private String newToken() {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }

  /** What the column may hold; a site may make its tokens of more than hex digits. */
  private static boolean isWellFormed(String token) {
    return !token.isEmpty()
        && token.length() <= MAX_LENGTH
        && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
