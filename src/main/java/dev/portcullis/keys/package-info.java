/**
 * Where signing and verifying keys come from, and how they turn over while requests are served.
 *
 * <p>A {@link dev.portcullis.keys.KeySource} tells what the ring is now; a follower asks it now and
 * then, off the path of requests, and swaps {@link dev.portcullis.jwt.Keys}. Nothing here starts a
 * thread: a follower is a {@code Runnable} that the composition root has run.
 *
 * <p>Internal: may change in any release.
 */
@NullMarked
package dev.portcullis.keys;

import org.jspecify.annotations.NullMarked;
