package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Race;
import java.time.Instant;
import org.junit.jupiter.api.Test;

interface TokenTableContract extends OnDatabase {
  Instant TOKEN_MADE = Instant.parse("2030-01-01T00:00:00.123Z");
  String DIGEST_A = "a".repeat(64);
  String DIGEST_B = "b".repeat(64);
  String NONCE = "0123456789abcdef".repeat(2);

  private TokenTable tokens() {
    return new TokenTable(database(), "portcullis_");
  }

  private static TokenRow token(String digest, String userId, String slot) {
    return new TokenRow(digest, userId, slot, NONCE, TOKEN_MADE, TOKEN_MADE, "curl/8");
  }

  @Test
  default void tokenIsFoundByDigestAndByUserAsItWasKept() {
    TokenRow token = token(DIGEST_A, "7", "");

    boolean kept = tokens().insert(token);

    assertThat(kept).isTrue();
    assertThat(tokens().findByDigest(DIGEST_A)).contains(token);
    assertThat(tokens().findByUser("7", "")).contains(token);
  }

  @Test
  default void tokenIsNotFoundByAnotherDigestUserOrSlot() {
    tokens().insert(token(DIGEST_A, "ann", ""));

    assertThat(tokens().findByDigest(DIGEST_B)).isEmpty();
    assertThat(tokens().findByDigest("A".repeat(64))).isEmpty();
    assertThat(tokens().findByUser("ANN", "")).isEmpty();
    assertThat(tokens().findByUser("ann ", "")).isEmpty();
    assertThat(tokens().findByUser("ánn", "")).isEmpty();
    assertThat(tokens().findByUser("ann", "phone")).isEmpty();
  }

  @Test
  default void secondTokenForAUsersSlotIsNotKept() {
    tokens().insert(token(DIGEST_A, "7", ""));

    assertThat(tokens().insert(token(DIGEST_B, "7", ""))).isFalse();
    assertThat(tokens().insert(token(DIGEST_A, "8", ""))).isFalse();
    assertThat(tokens().insert(token(DIGEST_B, "7", "phone"))).isTrue();
  }

  @Test
  default void ofTokensForOneSlotMadeAtOnceOneIsKept() {
    long winners =
        Race.winners(8, i -> tokens().insert(token(Integer.toString(i).repeat(64), "7", "")));

    assertThat(winners).isEqualTo(1);
    assertThat(testDatabase().column("SELECT digest FROM portcullis_token")).hasSize(1);
  }

  @Test
  default void secondDeleteOfATokenSaysFalse() {
    tokens().insert(token(DIGEST_A, "7", ""));

    assertThat(tokens().delete(DIGEST_A)).isTrue();
    assertThat(tokens().delete(DIGEST_A)).isFalse();
    assertThat(tokens().findByDigest(DIGEST_A)).isEmpty();
  }

  @Test
  default void ofDeletesAtOnceOneSaysTrue() {
    tokens().insert(token(DIGEST_A, "7", ""));

    long winners = Race.winners(8, i -> tokens().delete(DIGEST_A));

    assertThat(winners).isEqualTo(1);
  }

  @Test
  default void tokensOfAUserAreFoundAndNobodyElses() {
    tokens().insert(token(DIGEST_A, "7", ""));
    tokens().insert(token(DIGEST_B, "7", "phone"));
    tokens().insert(token("c".repeat(64), "77", ""));

    assertThat(tokens().digestsOfUser("7")).containsExactlyInAnyOrder(DIGEST_A, DIGEST_B);
  }

  @Test
  default void useIsNotedAndNeverGoesBackInTime() {
    tokens().insert(token(DIGEST_A, "7", ""));

    tokens().touch(DIGEST_A, TOKEN_MADE.plusSeconds(2));
    tokens().touch(DIGEST_A, TOKEN_MADE.plusSeconds(1));

    assertThat(tokens().findByDigest(DIGEST_A).orElseThrow().lastUsedAt())
        .isEqualTo(TOKEN_MADE.plusSeconds(2));
  }
}
