package dev.portcullis.session;

import java.time.Duration;

/**
 * How long the tokens of a login session live, and how a refresh token is renewed.
 *
 * @param accessLifetime from issue to expiry of an access token
 * @param refreshLifetime from issue to expiry of a refresh token
 * @param rotate whether each refresh replaces the refresh token (RFC 9700, section 4.14.2)
 * @param grace how long the replaced token still gets the same successor; zero: it is spent at once
 */
public record SessionPolicy(
    Duration accessLifetime, Duration refreshLifetime, boolean rotate, Duration grace) {}
