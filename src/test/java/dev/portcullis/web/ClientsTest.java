package dev.portcullis.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.address.AddressRange;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {
  private static final String FOR = "X-Forwarded-For";
  private static final String FORWARDED = "Forwarded";
  private static final List<AddressRange> PROXIES =
      List.of(AddressRange.of("10.0.0.0/8"), AddressRange.of("::1"));

  @Test
  void withoutTrustedProxiesNoHeaderIsBelieved() {
    assertThat(address(List.of(), "10.0.0.1", FOR, "192.0.2.7")).isEqualTo("10.0.0.1");
    assertThat(address(List.of(), "10.0.0.1", FORWARDED, "for=192.0.2.7")).isEqualTo("10.0.0.1");
  }

  @Test
  void strangerIsNotBelieved() {
    assertThat(behind("198.51.100.9", FOR, "192.0.2.7")).isEqualTo("198.51.100.9");
    assertThat(behind("198.51.100.9", FORWARDED, "for=192.0.2.7")).isEqualTo("198.51.100.9");
    assertThat(behind("198.51.100.9", FOR, "192.0.2.7, 10.0.0.1")).isEqualTo("198.51.100.9");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7                      | 192.0.2.7",
        "192.0.2.7:4711                 | 192.0.2.7",
        "2001:db8::7                    | 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7]:4711             | 2001:db8:0:0:0:0:0:7",
        // What the client has made up stands to the left of what the proxy has seen.
        "6.6.6.6, 192.0.2.7             | 192.0.2.7",
        "6.6.6.6, 192.0.2.7, 10.0.0.2   | 192.0.2.7",
        "10.0.0.9, 192.0.2.7            | 192.0.2.7",
        "127.0.0.1,192.0.2.7,10.0.0.2   | 192.0.2.7",
        // All are proxies: the farthest of them.
        "10.0.0.3, 10.0.0.2             | 10.0.0.3",
        // Where there is no address nothing further is known.
        "6.6.6.6, unknown, 10.0.0.2     | 10.0.0.2",
        "6.6.6.6, unknown               | 10.0.0.1",
        "6.6.6.6,                       | 10.0.0.1",
        "evil.example                   | 10.0.0.1",
        "6.6.6.6 10.0.0.2               | 10.0.0.1",
        "999.1.1.1                      | 10.0.0.1",
      })
  void oldHeaderIsReadFromTheRight(String header, String client) {
    assertThat(behind("10.0.0.1", FOR, header)).isEqualTo(client);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "for=192.0.2.7                                   | 192.0.2.7",
        "For=192.0.2.7;proto=https;by=10.0.0.1           | 192.0.2.7",
        "proto=https; FOR=\"192.0.2.7:4711\"             | 192.0.2.7",
        "for=\"[2001:db8::7]:4711\"                      | 2001:db8:0:0:0:0:0:7",
        "for=6.6.6.6, for=192.0.2.7                      | 192.0.2.7",
        "for=6.6.6.6, for=192.0.2.7, for=10.0.0.2        | 192.0.2.7",
        "for=6.6.6.6, for=_hidden, for=10.0.0.2          | 10.0.0.2",
        "for=6.6.6.6, proto=https                        | 10.0.0.1",
        "for=6.6.6.6,                                    | 10.0.0.1",
        // Somebody leaves a quotation mark open, for the proxy's to close.
        "for=6.6.6.6;x=\", for=192.0.2.7                 | 10.0.0.1",
        "for=6.6.6.6;x=\", for=\"[2001:db8::7]\"         | 10.0.0.1",
        "for=\", for=192.0.2.7                           | 10.0.0.1",
        "for=6.6.6.6;x=\"\\, for=\"192.0.2.7\"           | 10.0.0.1",
        "x=\"a, for=6.6.6.6, b\", for=192.0.2.7          | 192.0.2.7",
        "for=6.6.6.6;for=192.0.2.7                       | 10.0.0.1",
        "nonsense                                        | 10.0.0.1",
      })
  void standardHeaderIsReadFromTheRight(String header, String client) {
    assertThat(behind("10.0.0.1", FORWARDED, header)).isEqualTo(client);
  }

  /** A proxy writes the one and passes on the other as it came. */
  @Test
  void ofTwoHeadersThatDisagreeNeitherIsBelieved() {
    assertThat(behind("10.0.0.1", FOR, "192.0.2.7", FORWARDED, "for=6.6.6.6"))
        .isEqualTo("10.0.0.1");
    assertThat(behind("10.0.0.1", FOR, "192.0.2.7", FORWARDED, "for=\"")).isEqualTo("10.0.0.1");
    assertThat(behind("10.0.0.1", FOR, "192.0.2.7", FORWARDED, "for=192.0.2.7"))
        .isEqualTo("192.0.2.7");
  }

  @Test
  void severalLinesAreOneList() {
    assertThat(behind("10.0.0.1", FOR, "6.6.6.6", FOR, "192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(behind("10.0.0.1", FOR, "192.0.2.7", FOR, "10.0.0.2")).isEqualTo("192.0.2.7");
  }

  @Test
  void peerIsTrustedHoweverItsAddressIsWritten() {
    assertThat(behind("[0:0:0:0:0:0:0:1]", FOR, "192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(behind("::ffff:10.0.0.1", FOR, "192.0.2.7")).isEqualTo("192.0.2.7");
  }

  @Test
  void endlessHeaderCostsLittle() {
    String many = "for=\"" + "\\\"".repeat(200_000) + ", ";

    assertThat(behind("10.0.0.1", FORWARDED, many)).isEqualTo("10.0.0.1");
    assertThat(behind("10.0.0.1", FOR, ",".repeat(200_000))).isEqualTo("10.0.0.1");
  }

  private static String behind(String peer, String... headers) {
    return address(PROXIES, peer, headers);
  }

  private static String address(List<AddressRange> trusted, String peer, String... headers) {
    return new Clients(trusted).of(request(peer, headers)).address();
  }

  private static HttpServletRequest request(String peer, String... headers) {
    Map<String, List<String>> lines = new java.util.HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      lines
          .computeIfAbsent(headers[i].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(headers[i + 1]);
    }
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientsTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getRemoteAddr")) {
                return peer;
              }
              List<String> values =
                  lines.getOrDefault(
                      String.valueOf(arguments[0]).toLowerCase(Locale.ROOT), List.of());
              return switch (method.getName()) {
                case "getHeader" -> values.isEmpty() ? null : values.get(0);
                case "getHeaders" -> Collections.enumeration(values);
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }
}
