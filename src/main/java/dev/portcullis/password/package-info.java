/**
 * Stored passwords: made, checked, and found too weak. Internal: may change in any release.
 *
 * <p>One class per format that a row can have; whoever asks learns only whether it matches.
 */
@NullMarked
package dev.portcullis.password;

import org.jspecify.annotations.NullMarked;
