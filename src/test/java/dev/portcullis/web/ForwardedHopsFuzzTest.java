package dev.portcullis.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portcullis.address.AddressRange;
import dev.portcullis.address.IpAddress;
import java.util.List;
import java.util.Optional;

/** The input is what a client writes into a header to which the proxy adds its part. */
class ForwardedHopsFuzzTest {
  private static final String PEER = "10.0.0.1"; // Of PaperRequest.
  private static final String CLIENT = "192.0.2.7";
  private static final Clients BEHIND_PROXY = new Clients(List.of(AddressRange.of("10.0.0.0/8")));

  @FuzzTest
  @DictionaryEntries({"for=", "for=\"[", "::ffff:", "2001:db8::", ";proto=https", "fe80::1%eth0"})
  void whatAClientMakesUpIsNeverBelieved(byte[] input) {
    String made = new String(input, ISO_8859_1).replaceAll("[\r\n\0]", "");

    assertThat(client("X-Forwarded-For", made + "," + CLIENT)).isEqualTo(CLIENT);
    assertThat(client("X-Forwarded-For", made + ", " + CLIENT + ":4711")).isEqualTo(CLIENT);
    // What the client has left open may swallow what the proxy writes: then nobody is believed.
    assertThat(client("Forwarded", made + ", for=" + CLIENT)).isIn(CLIENT, PEER);
    assertThat(client("Forwarded", made + ",for=\"" + CLIENT + ":1\";proto=http"))
        .isIn(CLIENT, PEER);
    for (String hop : made.split(",", -1)) {
      IpAddress.parse(hop).ifPresent(address -> assertIsItself(address, hop));
    }
    ForwardedHops.ofForwarded(made)
        .ifPresent(hops -> assertThat(hops).hasSizeLessThanOrEqualTo(made.length() + 1));
    assertRangeHasItsFirst(made);
  }

  private static String client(String header, String value) {
    return BEHIND_PROXY.of(new PaperRequest().header(header, value).toRequest()).address();
  }

  private static void assertIsItself(IpAddress address, String text) {
    assertThat(address.toString()).hasSizeLessThanOrEqualTo(39).matches("[0-9a-f:.]+");
    assertThat(IpAddress.parse(address.toString())).contains(address);
    if (!text.startsWith("[")) {
      assertThat(IpAddress.parse("[" + text + "]")).contains(address);
    }
    assertThat(address.site()).matches("[0-9a-f]{8}|[0-9a-f]{16}");
  }

  private static void assertRangeHasItsFirst(String text) {
    Optional<AddressRange> range = Optional.empty();
    try {
      range = Optional.of(AddressRange.of(text));
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).startsWith("want addresses such as");
    }
    range.ifPresent(
        found ->
            assertThat(AddressRange.of(found.first() + "/" + found.bits()).contains(found.first()))
                .isTrue());
  }
}
