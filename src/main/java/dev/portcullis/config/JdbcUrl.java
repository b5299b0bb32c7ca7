package dev.portcullis.config;

/**
 * The JDBC URL of a database.
 *
 * @param value the whole URL, which may hold a password
 */
public record JdbcUrl(String value) {

  /**
   * The URL up to its options, without what stands before an {@code @}: drivers take passwords in
   * both places.
   */
  @Override
  public String toString() {
    int group = value.indexOf('(');
    if (group >= 0) {
      // MySQL's address=(host=...)(password=...), and the same without the word.
      return value.substring(0, value.indexOf(':', value.indexOf(':') + 1) + 1) + "****";
    }
    int options = firstOf(value.indexOf('?'), value.indexOf(';'));
    String address = options < 0 ? value : value.substring(0, options);
    // An @ behind that may belong to an option, or to a password with a question mark.
    if (value.lastIndexOf('@') >= address.length()) {
      return "jdbc:****";
    }
    int at = address.lastIndexOf('@');
    String shown = at < 0 ? address : "jdbc:****" + address.substring(at);
    return options < 0 ? shown : shown + value.charAt(options) + "****";
  }

  private static int firstOf(int a, int b) {
    return a < 0 || b < 0 ? Math.max(a, b) : Math.min(a, b);
  }
}
