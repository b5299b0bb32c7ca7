package dev.portcullis.web;

import dev.portcullis.address.AddressRange;
import dev.portcullis.address.IpAddress;
import dev.portcullis.session.Client;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * The one place that says where a request comes from.
 *
 * <p>Anybody can send the headers in which proxies say for whom they speak. They are read from the
 * right, where the nearest proxy has written, and only as long as who has written is trusted: what
 * a client has made up stands further to the left.
 */
public final class Clients {
  private final List<AddressRange> trusted;

  /** Clients behind these proxies, if there are some. */
  public Clients(List<AddressRange> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** Who sends the request. */
  Client of(HttpServletRequest request) {
    return new Client(CredentialReader.userAgent(request), addressOf(request));
  }

  private String addressOf(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    if (peer == null) {
      return ""; // It came by a Unix socket.
    }
    return IpAddress.parse(peer)
        .map(address -> isTrusted(address) ? forwarded(request, address) : address)
        .map(IpAddress::toString)
        .orElse(peer);
  }

  private IpAddress forwarded(HttpServletRequest request, IpAddress peer) {
    String old = Headers.list(request, "X-Forwarded-For");
    String standard = Headers.list(request, "Forwarded");
    Optional<IpAddress> byOld =
        old.isEmpty()
            ? Optional.empty()
            : Optional.of(farthestKnown(ForwardedHops.ofXForwardedFor(old), peer));
    Optional<IpAddress> byStandard =
        standard.isEmpty()
            ? Optional.empty()
            : Optional.of(
                farthestKnown(ForwardedHops.ofForwarded(standard).orElse(List.of()), peer));
    if (byOld.isPresent() && byStandard.isPresent() && !byOld.equals(byStandard)) {
      return peer; // One is the proxy's, the other it has passed on as a client sent it.
    }
    return byOld.or(() -> byStandard).orElse(peer);
  }

  private IpAddress farthestKnown(List<Optional<IpAddress>> hops, IpAddress peer) {
    IpAddress known = peer;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(known) && hops.get(i).isPresent(); i--) {
      known = hops.get(i).get();
    }
    return known;
  }

  private boolean isTrusted(IpAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }
}
