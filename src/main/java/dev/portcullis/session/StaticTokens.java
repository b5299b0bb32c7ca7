package dev.portcullis.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.store.TokenRow;
import dev.portcullis.store.TokenTable;
import dev.portcullis.store.UserRow;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * One token per user that is the same at every login until logout, as Django REST Framework's
 * TokenAuthentication has it, although the table holds nothing that could be sent as a token.
 *
 * <p>The token is derived from a server key and a random nonce in the user's row, and found again
 * by its SHA-256. Without the server key the rows are of no use to a thief.
 */
public final class StaticTokens {
  /** The one row of a user; tokens per login take other slots. */
  private static final String SLOT = "";

  private static final int TOKEN_BYTES = 20;
  private static final int NONCE_BYTES = 16;
  private static final int MAX_TRIES = 4;
  private static final HexFormat HEX = HexFormat.of();

  private final TokenTable table;
  private final Users users;
  private final Identities identities;
  private final SecretKey key;
  private final InstantSource clock;
  private final SecureRandom random;

  /** Tokens derived from {@code key}, of at least 32 bytes. */
  public StaticTokens(
      TokenTable table,
      Users users,
      Identities identities,
      byte[] key,
      InstantSource clock,
      SecureRandom random) {
    this.table = table;
    this.users = users;
    this.identities = identities;
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.clock = clock;
    this.random = random;
  }

  /** The user's token: the same as at the last login, or a new one after a logout. */
  public String issue(UserRow user) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<TokenRow> known = table.findByUser(user.id(), SLOT);
      if (known.isEmpty()) {
        String nonce = randomNonce();
        String token = derive(user.id(), nonce);
        if (table.insert(new TokenRow(digest(token), user.id(), SLOT, nonce, clock.instant()))) {
          return token;
        }
        // Another login of the same user was first: take its row.
      } else {
        String token = derive(user.id(), known.get().nonce());
        if (digest(token).equals(known.get().digest())) {
          return token;
        }
        // Made with another server key, so nobody can derive it again: a new one takes its place.
        table.delete(known.get().digest());
      }
    }
    throw new AuthException(AuthError.UNAVAILABLE);
  }

  /**
   * Who has this token.
   *
   * @throws AuthException if nobody has it, or its user is gone or inactive
   */
  Identity authenticate(String token) {
    if (!isWellFormed(token)) {
      throw new AuthException(AuthError.STATIC_TOKEN_INVALID);
    }
    TokenRow row =
        table
            .findByDigest(digest(token))
            .orElseThrow(() -> new AuthException(AuthError.STATIC_TOKEN_INVALID));
    UserRow user =
        users
            .recentById(row.userId())
            .filter(users::isOpen)
            .orElseThrow(() -> new AuthException(AuthError.STATIC_TOKEN_USER_INACTIVE));
    return identities.of(user, Scheme.TOKEN);
  }

  /** Ends the token and says whether this call did: of two concurrent calls only one gets true. */
  public boolean end(String token) {
    return table.delete(digest(token));
  }

  private String randomNonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return HEX.formatHex(nonce);
  }

  private String derive(String userId, String nonce) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      // The nonce has a fixed length, so no other user and nonce read the same.
      byte[] derived = mac.doFinal(("static token\0" + nonce + userId).getBytes(UTF_8));
      return HEX.formatHex(Arrays.copyOf(derived, TOKEN_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  private static String digest(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HEX.formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Forty lower-case hex digits; anything else is not worth a query. */
  private static boolean isWellFormed(String token) {
    if (token.length() != 2 * TOKEN_BYTES) {
      return false;
    }
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }
}
