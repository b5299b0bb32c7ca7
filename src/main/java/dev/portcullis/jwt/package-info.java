/**
 * JSON Web Tokens, signed and verified (RFC 7519, RFC 8725). Internal: may change in any release.
 *
 * <p>Over jjwt, which is imported nowhere else. The key says the algorithm, never the token; who
 * holds a {@link dev.portcullis.jwt.VerifiedJwt} holds the proof that a token was good.
 */
@NullMarked
package dev.portcullis.jwt;

import org.jspecify.annotations.NullMarked;
