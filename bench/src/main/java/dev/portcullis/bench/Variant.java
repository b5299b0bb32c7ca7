package dev.portcullis.bench;

/** How the same application is deployed. */
enum Variant {
  /** As it is without Portcullis: no jar of ours in {@code WEB-INF/lib}. */
  WITHOUT("without Portcullis", 200),

  /** The jar lies there and does nothing: what the container has to do with any jar. */
  SWITCHED_OFF("with the jar, enabled=false", 200),

  /** Our tables are in the database since an earlier start, as at each start but the first. */
  OLD_TABLES("with Portcullis", 401),

  /** Our tables are missing and are made, as at the very first start. */
  NEW_TABLES("with Portcullis, first start", 401);

  private final String title;
  private final int status;

  Variant(String title, int status) {
    this.title = title;
    this.status = status;
  }

  /** What the table calls it. */
  String title() {
    return title;
  }

  /** How a request without a credential is answered, which proves that this is what it says. */
  int status() {
    return status;
  }

  /** Whether the jar is there. */
  boolean hasJar() {
    return this != WITHOUT;
  }

  /** Whether the jar does anything. */
  boolean isEnabled() {
    return this == OLD_TABLES || this == NEW_TABLES;
  }
}
