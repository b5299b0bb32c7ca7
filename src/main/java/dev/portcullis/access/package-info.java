/**
 * Which path a request asks for, and what that path requires.
 *
 * <p>Internal: may change in any release.
 */
@NullMarked
package dev.portcullis.access;

import org.jspecify.annotations.NullMarked;
