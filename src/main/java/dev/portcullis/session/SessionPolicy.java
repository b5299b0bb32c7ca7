package dev.portcullis.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long the tokens of a login session live, and how a refresh token is renewed.
 *
 * @param accessLifetime from issue to expiry of an access token
 * @param refreshLifetime from issue to expiry of a refresh token
 * @param rotate whether each refresh replaces the refresh token (RFC 9700, section 4.14.2)
 * @param grace how long the replaced token still gets the same successor; zero: it is spent at once
 * @param max the end of a session, from login on, however often it is refreshed; empty: none
 */
public record SessionPolicy(
    Duration accessLifetime,
    Duration refreshLifetime,
    boolean rotate,
    Duration grace,
    Optional<Duration> max) {

  private static final Duration LEAST_COOKIE_GRACE = Duration.ofMinutes(1);

  /**
   * The policy of sessions in cookies: they always rotate, and the grace is at least a minute. A
   * browser has its new cookie only when the page begins to arrive, and an old report may let it
   * wait; what it asks for meanwhile goes with the old one.
   */
  SessionPolicy forCookies() {
    Duration longer = grace.compareTo(LEAST_COOKIE_GRACE) > 0 ? grace : LEAST_COOKIE_GRACE;
    return new SessionPolicy(accessLifetime, refreshLifetime, true, longer, max);
  }

  /** When an access token ends that is issued now, in a session of that age. */
  Instant accessEnd(Instant now, Instant sessionBegan) {
    return capped(now.plus(accessLifetime), sessionBegan);
  }

  /** When a refresh token ends that is issued now, in a session of that age. */
  Instant refreshEnd(Instant now, Instant sessionBegan) {
    return capped(now.plus(refreshLifetime), sessionBegan);
  }

  /** Whether a session of that age is at its end by now, however its tokens were issued. */
  boolean isOver(Instant now, Instant sessionBegan) {
    return max.filter(longest -> !now.isBefore(sessionBegan.plus(longest))).isPresent();
  }

  private Instant capped(Instant end, Instant sessionBegan) {
    return max.map(sessionBegan::plus).filter(absolute -> absolute.isBefore(end)).orElse(end);
  }
}
