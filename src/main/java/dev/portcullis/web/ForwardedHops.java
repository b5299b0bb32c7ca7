package dev.portcullis.web;

import dev.portcullis.address.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that proxies have written down, the farthest first. A place in which there is no
 * address (a name, {@code unknown}, nonsense) is empty.
 */
final class ForwardedHops {
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[([^\\]]*+)\\]|([0-9.]++))(?::[0-9]{1,5})?");

  // RFC 7239, section 4. A port or an IPv6 address should stand in quotes, but not all care.
  private static final Pattern PAIR =
      Pattern.compile(
          "\\G[ \\t]*+(?:([!#$%&'*+.^_`|~0-9A-Za-z-]++)="
              + "(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^ \\t\",;=\\\\]++)))?[ \\t]*+(,|;|\\z)");

  private static final int MAX_LENGTH = 4096;

  private ForwardedHops() {}

  /** Of the lines of {@code X-Forwarded-For}, joined. */
  static List<Optional<IpAddress>> ofXForwardedFor(String list) {
    return Arrays.stream(list.split(",", -1)).map(hop -> address(hop.strip())).toList();
  }

  /**
   * Of the lines of {@code Forwarded}, joined; empty if they are malformed or endless, since nobody
   * can say then where one hop ends: a client may have left a quotation mark open for the proxy's
   * to close.
   */
  static Optional<List<Optional<IpAddress>>> ofForwarded(String list) {
    if (list.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    List<Optional<IpAddress>> hops = new ArrayList<>();
    Optional<String> node = Optional.empty();
    Matcher pair = PAIR.matcher(list);
    while (pair.find()) {
      if ("for".equalsIgnoreCase(pair.group(1))) {
        if (node.isPresent()) {
          return Optional.empty();
        }
        String quoted = pair.group(2);
        node = Optional.of(quoted == null ? pair.group(3) : quoted);
      }
      if (!pair.group(4).equals(";")) {
        hops.add(node.flatMap(ForwardedHops::address));
        node = Optional.empty();
      }
      if (pair.group(4).isEmpty()) {
        return Optional.of(hops);
      }
    }
    return Optional.empty();
  }

  private static Optional<IpAddress> address(String text) {
    Optional<IpAddress> bare = IpAddress.parse(text);
    if (bare.isPresent()) {
      return bare;
    }
    Matcher parts = WITH_PORT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String ipv6 = parts.group(1);
    return IpAddress.parse(ipv6 == null ? parts.group(2) : ipv6);
  }
}
