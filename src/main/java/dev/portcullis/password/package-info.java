/**
 * Stored passwords: made, checked, and found too weak. Internal: may change in any release.
 *
 * <p>One class per family of formats that a row can have, all of them listed in {@link
 * dev.portcullis.password.StoredFormats}; whoever asks learns only whether it matches.
 */
@NullMarked
package dev.portcullis.password;

import org.jspecify.annotations.NullMarked;
