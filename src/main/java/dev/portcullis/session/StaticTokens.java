package dev.portcullis.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.AuthError;
import dev.portcullis.AuthException;
import dev.portcullis.Identity;
import dev.portcullis.Scheme;
import dev.portcullis.store.TokenRow;
import dev.portcullis.store.TokenTable;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Static tokens: one per user, the same at every login until logout, as Django REST Framework's
 * TokenAuthentication has it, or one per login. The table holds nothing that could be sent as a
 * token.
 *
 * <p>The token is derived from a server key and a random nonce in the user's row, and found again
 * by its SHA-256. Without the server key the rows are of no use to a thief.
 */
public final class StaticTokens extends UserTokens {
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
  private final StaticTokenPolicy policy;
  private final InstantSource clock;
  private final SecureRandom random;

  /** Tokens derived from {@code key}, of at least 32 bytes. */
  public StaticTokens(
      TokenTable table,
      Users users,
      Identities identities,
      byte[] key,
      StaticTokenPolicy policy,
      InstantSource clock,
      SecureRandom random) {
    this.table = table;
    this.users = users;
    this.identities = identities;
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.policy = policy;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A token of the user: the same as at the last login, or a new one if that has ended; or always a
   * new one, if the policy wants one per login.
   */
  @Override
  String issue(KnownUser user, Client client) {
    String userId = user.row().id();
    String slot = policy.perLogin() ? randomHex() : SLOT;
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<TokenRow> known = table.findByUser(userId, slot);
      if (known.isEmpty()) {
        String nonce = randomHex();
        String token = derive(userId, nonce);
        Instant now = clock.instant();
        if (table.insert(
            new TokenRow(digest(token), userId, slot, nonce, now, now, client.label()))) {
          return token;
        }
        // Another login of the same user was first: take its row.
      } else {
        String token = derive(userId, known.get().nonce());
        if (digest(token).equals(known.get().digest())
            && !policy.isOver(known.get(), clock.instant())) {
          noteUse(known.get(), clock.instant());
          return token;
        }
        // Over, or made with another server key so that nobody can derive it again.
        table.delete(known.get().digest());
      }
    }
    throw new AuthException(AuthError.UNAVAILABLE);
  }

  @Override
  Identity authenticate(String token) {
    if (!isWellFormed(token)) {
      throw new AuthException(AuthError.STATIC_TOKEN_INVALID);
    }
    TokenRow row =
        table
            .findByDigest(digest(token))
            .orElseThrow(() -> new AuthException(AuthError.STATIC_TOKEN_INVALID));
    Instant now = clock.instant();
    if (policy.isOver(row, now)) {
      table.delete(row.digest());
      throw new AuthException(AuthError.STATIC_TOKEN_INVALID);
    }
    KnownUser user =
        users
            .recentById(row.userId())
            .filter(users::isOpen)
            .orElseThrow(() -> new AuthException(AuthError.STATIC_TOKEN_USER_INACTIVE));
    noteUse(row, now);
    return identities.of(user.row(), Scheme.TOKEN);
  }

  @Override
  public boolean end(String token) {
    return table.delete(digest(token));
  }

  private void noteUse(TokenRow row, Instant now) {
    if (policy.wantsUseNoted(row, now)) {
      table.touch(row.digest(), now);
    }
  }

  @Override
  void endAll(String userId) {
    table.digestsOfUser(userId).forEach(table::delete);
  }

  /** Deletes tokens that were over before this moment, so many at most, and says how many. */
  public int deleteOver(Instant before, int limit) {
    return table.deleteOver(policy.oldestCreation(before), policy.oldestUse(before), limit);
  }

  private String randomHex() {
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
