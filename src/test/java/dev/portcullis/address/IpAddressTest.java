package dev.portcullis.address;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "::ffff:192.0.2.7, 192.0.2.7",
    "[::ffff:c000:207], 192.0.2.7",
    "::1, 0:0:0:0:0:0:0:1",
    "[0:0:0:0:0:0:0:1], ::1",
    "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
    "fe80::1%eth0, fe80::1",
  })
  void addressIsTheSameHoweverItIsWritten(String one, String other) {
    assertThat(IpAddress.parse(one)).isPresent().isEqualTo(IpAddress.parse(other));
    assertThat(IpAddress.parse(IpAddress.parse(one).orElseThrow().toString()))
        .isEqualTo(IpAddress.parse(one));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "unknown",
        "_hidden",
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "0x7f.1",
        "127.1",
        "2130706433",
        "1.2.3.4:80",
        "[::1]:80",
        ":",
        ":::",
        ".:1",
        "[.:1]",
        "1:2:3:4:5:6:7:8:9",
        "dead.beef",
        "::g",
        " 1.2.3.4",
        "1.2.3.4\n",
        "[1.2.3.4",
        "1.2.3.4,5.6.7.8"
      })
  void whatIsNoAddressIsNone(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  /** In a JVM of its own, whose name server knows the name that looks like half an address. */
  @Test
  void noNameServerIsEverAsked(@TempDir Path folder) throws Exception {
    Path names = Files.writeString(folder.resolve("names"), "192.0.2.66 .:1\n");

    assertThat(said(names, "lookup")).isEqualTo("192.0.2.66");
    assertThat(said(names, "parse")).isEqualTo("none");
  }

  @Test
  void endlessTextIsNone() {
    assertThat(IpAddress.parse("1:".repeat(100_000))).isEmpty();
  }

  @Test
  void siteIsAllThatOneCustomerHas() {
    assertThat(site("2001:db8:1:2::1")).isEqualTo(site("2001:db8:1:2:ffff:eeee:dddd:cccc"));
    assertThat(site("2001:db8:1:2::1")).isNotEqualTo(site("2001:db8:1:3::1"));
    assertThat(site("192.0.2.1")).isNotEqualTo(site("192.0.2.2"));
    assertThat(site("192.0.2.1")).isEqualTo(site("::ffff:192.0.2.1"));
  }

  private static Optional<String> site(String text) {
    return IpAddress.parse(text).map(IpAddress::site);
  }

  private static String said(Path names, String how) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + names,
                "-cp",
                folderOf(IpAddress.class) + File.pathSeparator + folderOf(AskedName.class),
                AskedName.class.getName(),
                how,
                ".:1")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor();
    return said;
  }

  private static Path folderOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
