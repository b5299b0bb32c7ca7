/**
 * What an operator watches: how often what has happened, and how things stand.
 *
 * <p>Internal: may change in any release; the names of the measures are promised.
 */
@NullMarked
package dev.portcullis.watch;

import org.jspecify.annotations.NullMarked;
