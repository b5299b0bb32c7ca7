/**
 * What is written down of who came in, who did not and what was ended, for whoever has to look into
 * it later.
 *
 * <p>Internal: may change in any release; the lines themselves are described in the README.
 */
@NullMarked
package dev.portcullis.audit;

import org.jspecify.annotations.NullMarked;
