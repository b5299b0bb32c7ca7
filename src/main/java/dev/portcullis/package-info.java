/** The words of Portcullis: who somebody is, what was offered, what is wrong. Uses only the JDK. */
@NullMarked
package dev.portcullis;

import org.jspecify.annotations.NullMarked;
