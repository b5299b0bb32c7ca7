package dev.portcullis.config;

/** The groups of parameters, in the order in which they are explained. */
public enum Section {
  GATE("the gate"),
  DATABASE("the database"),
  USERS("the users"),
  PASSWORDS("the passwords"),
  JWT("JWT"),
  STATIC_TOKENS("static tokens"),
  BROWSERS("people in browsers"),
  OAUTH("OAuth 2.0"),
  DEFENCE("defence"),
  OPERATION("operation");

  private final String title;

  Section(String title) {
    this.title = title;
  }

  /** How the section is headed. */
  public String title() {
    return title;
  }
}
