package dev.portcullis.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of IPv4 or IPv6. However it is written it is the same: with or without brackets and
 * zone, with zeros or {@code ::}, and an IPv4 address that is mapped into IPv6 is that IPv4 address
 * (RFC 4291, section 2.5.5.2).
 */
public final class IpAddress {
  private static final int MAX_TEXT = 64;
  private static final int IPV6_SITE_BYTES = 8;
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The address that is written like this, without a port; empty if it is none, or a name. */
  public static Optional<IpAddress> parse(String text) {
    if (text.length() > MAX_TEXT) {
      return Optional.empty();
    }
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    Matcher ipv4 = IPV4.matcher(bare);
    return ipv4.matches() ? ipv4(ipv4) : ipv6(bare.replaceFirst("%[A-Za-z0-9._-]+$", ""));
  }

  private static Optional<IpAddress> ipv4(Matcher parts) {
    byte[] bytes = new byte[4];
    for (int i = 0; i < bytes.length; i++) {
      int part = Integer.parseInt(parts.group(i + 1));
      if (part > 255) {
        return Optional.empty();
      }
      bytes[i] = (byte) part;
    }
    return Optional.of(new IpAddress(bytes));
  }

  private static Optional<IpAddress> ipv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return Optional.empty(); // What has no colon would be looked up as a name.
    }
    try {
      // In brackets: without them the JDK asks a name server for what begins with a dot.
      return Optional.of(new IpAddress(InetAddress.getByName("[" + text + "]").getAddress()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /**
   * What one customer has: an IPv4 address by itself, and of IPv6 the first 64 bits, since the rest
   * is for anybody to choose who has these (RFC 4291, section 2.5.1).
   */
  public String site() {
    int length = bytes.length == 4 ? 4 : IPV6_SITE_BYTES;
    return HexFormat.of().formatHex(bytes, 0, length);
  }

  /** The site of the address that is written like this; what is none is a site by itself. */
  public static String siteOf(String address) {
    return parse(address).map(IpAddress::site).orElse(address);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The address in digits, at most 39 characters. */
  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address has 4 or 16 bytes", e);
    }
  }
}
