package dev.portcullis.jwt;

/** What a token may be used for. */
public enum TokenType {
  /** Goes with requests, and lives for minutes. */
  ACCESS("access"),
  /** Gets new access tokens, and lives as long as a login. */
  REFRESH("refresh");

  private final String word;

  TokenType(String word) {
    this.word = word;
  }

  /** The value of the claim {@code token_type}, as djangorestframework-simplejwt has it. */
  public String word() {
    return word;
  }
}
