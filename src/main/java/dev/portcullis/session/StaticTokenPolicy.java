package dev.portcullis.session;

import dev.portcullis.store.TokenRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long static tokens live.
 *
 * @param lifetime from login to the end, whatever happens; empty: until logout
 * @param idle from the last use to the end; empty: until logout
 * @param perLogin whether each login gives a token of its own, instead of the user's one
 */
public record StaticTokenPolicy(
    Optional<Duration> lifetime, Optional<Duration> idle, boolean perLogin) {

  /** A use is noted when a tenth of the idle time has passed since the last one that was. */
  private static final int NOTES_PER_IDLE = 10;

  /** A token whose lifetime or idle time ends exactly now is over. */
  boolean isOver(TokenRow token, Instant now) {
    return isPast(lifetime, token.createdAt(), now) || isPast(idle, token.lastUsedAt(), now);
  }

  boolean wantsUseNoted(TokenRow token, Instant now) {
    return isPast(idle.map(time -> time.dividedBy(NOTES_PER_IDLE)), token.lastUsedAt(), now);
  }

  /** What was created earlier than this is over then. */
  Instant oldestCreation(Instant then) {
    return lifetime.map(then::minus).orElse(Instant.EPOCH);
  }

  /** What was used last earlier than this is over then. */
  Instant oldestUse(Instant then) {
    return idle.map(then::minus).orElse(Instant.EPOCH);
  }

  private static boolean isPast(Optional<Duration> time, Instant from, Instant now) {
    return time.filter(length -> !now.isBefore(from.plus(length))).isPresent();
  }
}
