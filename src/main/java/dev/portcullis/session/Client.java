package dev.portcullis.session;

/**
 * Where a login came from, kept beside its session for the user to recognise it.
 *
 * @param label the client's name of itself ({@code User-Agent}), cut to 200 characters
 * @param address the peer's address as text
 */
public record Client(String label, String address) {
  private static final int MAX_LABEL = 200;
  private static final int MAX_ADDRESS = 45;

  public Client {
    label = label.length() > MAX_LABEL ? label.substring(0, MAX_LABEL) : label;
    address = address.length() > MAX_ADDRESS ? address.substring(0, MAX_ADDRESS) : address;
  }
}
