package dev.portcullis.session;

import java.time.Duration;

/**
 * How old may be what a node knows.
 *
 * @param userCheck how old a user's row may be while the database answers: within this time a
 *     change behind our back is seen
 * @param limit for how much longer tokens are honoured while the database is away; after it, and
 *     not before, they get 503
 */
public record Staleness(Duration userCheck, Duration limit) {}
