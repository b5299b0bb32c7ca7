package dev.portcullis;

/**
 * What a request offers as proof; nothing is known yet about whether it is good.
 *
 * @param scheme which authenticator has to look at it
 * @param token the token as it was sent, without the keyword
 */
public record Credential(Scheme scheme, String token) {

  /** The scheme alone: a credential is never written anywhere. */
  @Override
  public String toString() {
    return "Credential[" + scheme.keyword() + " ****]";
  }
}
