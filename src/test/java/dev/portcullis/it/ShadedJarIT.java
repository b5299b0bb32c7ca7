package dev.portcullis.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.ClassConstants;
import dev.portcullis.testing.ShadedJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies in the all-in-one jars, and that it holds together by itself. */
class ShadedJarIT {
  private static final String SHADED = "dev/portcullis/shaded/";

  /** Of {@code 1234}, as Django and Spring Security have them. */
  private static final String SCRYPT =
      "scrypt$1024$seasalt$8$1$9Gy+Wx85odC+Gr/e5s8xepXc6iNB9XjUYoYLu5bDUQ3ZVq"
          + "PyHMHoUOQwj4gr5/IGXgulDCx3fgQepBFxen7xHA==";

  private static final String MD4 = "{MD4}f375f401ddc698af533f16f8ac1e91c1";
  private static final Pattern UNRELOCATED =
      Pattern.compile(
          "\\[*L?\\(?(at.favre|com.fasterxml|io.jsonwebtoken|org.apache.commons|org.bouncycastle)[./].*");

  @ParameterizedTest
  @EnumSource
  void nothingLiesOutsideOurPackage(ShadedJar jar) throws IOException {
    assertThat(jar.entries().keySet())
        .allMatch(name -> name.matches("dev/(portcullis/.*)?|META-INF/.*"))
        .noneMatch(name -> name.matches("META-INF/.*\\.(class|SF|RSA|DSA|EC)"));
  }

  @ParameterizedTest
  @EnumSource
  void isAtMostTwoAndAHalfMegabytes(ShadedJar jar) throws IOException {
    assertThat(Files.size(jar.path())).isLessThanOrEqualTo(2_500_000);
  }

  /** Jetty 9.4 to 11 serve {@code META-INF/resources} only where the folder has an entry. */
  @ParameterizedTest
  @EnumSource
  void everyFolderHasAnEntry(ShadedJar jar) throws IOException {
    Set<String> entries = jar.entries().keySet();

    assertThat(entries)
        .containsAll(
            entries.stream()
                .filter(name -> name.indexOf('/') > 0)
                .map(name -> name.replaceFirst("[^/]+/?$", ""))
                .filter(folder -> !folder.isEmpty())
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @EnumSource
  void servicesHaveTheirNewNames(ShadedJar jar) throws IOException {
    Map<String, List<String>> services = new TreeMap<>();
    jar.entries()
        .forEach(
            (name, content) -> {
              if (name.matches("META-INF/services/.+")) {
                services.put(
                    name.substring("META-INF/services/".length()),
                    new String(content, UTF_8).lines().toList());
              }
            });

    assertThat(services)
        .isEqualTo(
            Map.of(
                jar.apiName() + ".ServletContainerInitializer",
                List.of("dev.portcullis.boot.PortcullisInitializer"),
                "dev.portcullis.shaded.jackson.JsonFactory",
                List.of("dev.portcullis.shaded.jackson.JsonFactory"),
                "dev.portcullis.shaded.jjwt.CompressionCodec",
                List.of(
                    "dev.portcullis.shaded.jjwt.impl.compression.DeflateCompressionAlgorithm",
                    "dev.portcullis.shaded.jjwt.impl.compression.GzipCompressionAlgorithm")));
  }

  /** jjwt's API finds its implementation by such strings. */
  @ParameterizedTest
  @EnumSource
  void noConstantIsTheOldNameOfALibrary(ShadedJar jar) throws IOException {
    Pattern otherApi =
        Pattern.compile(
            jar == ShadedJar.JAVAX ? "\\[*L?jakarta[./].*" : "\\[*L?javax[./]servlet[./].*");

    Set<String> texts = new TreeSet<>();
    jar.classes().values().forEach(file -> texts.addAll(ClassConstants.of(file).texts()));

    assertThat(texts)
        .noneMatch(text -> UNRELOCATED.matcher(text).matches())
        .noneMatch(text -> otherApi.matcher(text).matches());
  }

  /**
   * What is left out is wanted by code that never runs: jackson's faster ways with numbers, which
   * are off unless asked for, and what Bouncy Castle does with keys, of which no hash has one.
   */
  @ParameterizedTest
  @EnumSource
  void leftOutIsOnlyWhatIsSwitchedOff(ShadedJar jar) throws IOException {
    Map<String, byte[]> inside = jar.classes();
    Set<String> wanting = new TreeSet<>();
    inside.forEach(
        (name, file) -> {
          for (String wanted : ClassConstants.of(file).classes()) {
            if (wanted.startsWith(SHADED) && !inside.containsKey(wanted + ".class")) {
              boolean isOfMany = name.startsWith(SHADED + "bouncycastle/");
              String what = isOfMany ? "keys" : wanted.substring(wanted.lastIndexOf('/') + 1);
              wanting.add(name + " wants " + what);
            }
          }
        });

    assertThat(wanting)
        .containsExactly(
            SHADED + "bouncycastle/asn1/ASN1Object.class wants keys",
            SHADED + "bouncycastle/asn1/x9/X9ECParameters.class wants keys",
            SHADED + "bouncycastle/asn1/x9/X9ObjectIdentifiers.class wants keys",
            SHADED + "bouncycastle/crypto/constraints/ConstraintUtils.class wants keys",
            SHADED + "bouncycastle/crypto/generators/PKCS5S2ParametersGenerator.class wants keys",
            SHADED + "bouncycastle/util/Longs.class wants keys",
            SHADED + "jackson/io/BigDecimalParser.class wants JavaBigDecimalParser",
            SHADED + "jackson/io/BigIntegerParser.class wants JavaBigIntegerParser",
            SHADED + "jackson/io/NumberInput.class wants JavaDoubleParser",
            SHADED + "jackson/io/NumberInput.class wants JavaFloatParser",
            SHADED + "jackson/io/NumberOutput.class wants DoubleToDecimal",
            SHADED + "jackson/io/NumberOutput.class wants FloatToDecimal");
  }

  /** Verified and initialized, with nothing beside it but the oldest API. */
  @ParameterizedTest
  @EnumSource
  void everyClassLoads(ShadedJar jar) throws IOException {
    List<String> failures = new ArrayList<>();
    try (URLClassLoader loader = loaderOf(jar)) {
      for (String name : jar.classes().keySet()) {
        if (name.startsWith("dev/portcullis/boot/jaspic/")) {
          continue; // Wants an API that is optional, and is loaded by name where that is there.
        }
        String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        try {
          // Bouncy Castle names formats of keys that it never comes to use here.
          Class.forName(type, !type.contains(".bouncycastle.asn1."), loader);
        } catch (ReflectiveOperationException | LinkageError e) {
          failures.add(type + ": " + e);
        }
      }
    }

    assertThat(failures).isEmpty();
  }

  /** What computes them is cut out of large libraries: each function has to find all of its own. */
  @ParameterizedTest
  @EnumSource
  void storedPasswordsOfEverySlowFunctionAreRead(ShadedJar jar) throws Exception {
    try (URLClassLoader loader = loaderOf(jar)) {
      Class<?> encoding = loader.loadClass("dev.portcullis.password.PasswordEncoding");
      Class<?> policy = loader.loadClass("dev.portcullis.password.PasswordPolicy");
      Class<?> type = loader.loadClass("dev.portcullis.password.PasswordHashes");
      Method matches = type.getMethod("matches", String.class, String.class);
      for (String preferred : List.of("bcrypt$4", "argon2id$m=64,t=1,p=1")) {
        Object parsed = encoding.getMethod("parse", String.class).invoke(null, preferred);
        Object hashes =
            type.getConstructor(policy, SecureRandom.class)
                .newInstance(
                    policy.getMethod("of", encoding).invoke(null, parsed), new SecureRandom());
        Object stored = type.getMethod("encode", String.class).invoke(hashes, "1234");

        assertThat(matches.invoke(hashes, "1234", stored)).isEqualTo(true);
        assertThat(matches.invoke(hashes, "12345", stored)).isEqualTo(false);
        assertThat(matches.invoke(hashes, "1234", SCRYPT)).isEqualTo(true);
        assertThat(matches.invoke(hashes, "1234", MD4)).isEqualTo(true);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void manifestNamesModuleAndVersion(ShadedJar jar) throws IOException {
    byte[] file = jar.entries().get("META-INF/MANIFEST.MF");
    Attributes manifest = new Manifest(new ByteArrayInputStream(file)).getMainAttributes();

    assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("dev.portcullis");
    assertThat(jar.path().getFileName().toString())
        .startsWith("portcullis-all-" + manifest.getValue("Implementation-Version"));
    assertThat(manifest.getValue("Multi-Release")).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void noticeNamesEveryPartInItsVersion(ShadedJar jar) throws IOException {
    Map<String, byte[]> entries = jar.entries();
    List<String> parts = new ArrayList<>();
    for (String name : entries.keySet()) {
      if (name.endsWith("/pom.properties") && !name.contains("/dev.portcullis/")) {
        Properties part = new Properties();
        part.load(new ByteArrayInputStream(entries.get(name)));
        parts.add(part.getProperty("artifactId") + " " + part.getProperty("version"));
      }
    }
    String notice = new String(entries.get("META-INF/NOTICE"), UTF_8);

    assertThat(parts).hasSize(7).allSatisfy(part -> assertThat(notice).contains(part));
    assertThat(notice)
        .doesNotContain("${")
        .contains("META-INF/LICENSE-Apache-2.0")
        .containsPattern("bcprov-jdk18on [0-9.]+"); // Has no pom.properties.
    assertThat(new String(entries.get("META-INF/LICENSE-Apache-2.0"), UTF_8))
        .contains("Version 2.0");
  }

  @Test
  void librariesInsideLogWhereTheJdkLogs() throws Exception {
    List<String> records = new ArrayList<>();
    Logger logger = Logger.getLogger("dev.portcullis.shaded.dbcp2.BasicDataSource");
    logger.addHandler(new Recording(records));

    try (URLClassLoader loader = loaderOf(ShadedJar.JAKARTA)) {
      Object log =
          loader
              .loadClass("dev.portcullis.logging.LogFactory")
              .getMethod("getLog", Class.class)
              .invoke(null, loader.loadClass("dev.portcullis.shaded.dbcp2.BasicDataSource"));
      loader
          .loadClass("dev.portcullis.logging.Log")
          .getMethod("warn", Object.class)
          .invoke(log, "from within");
    }

    assertThat(records).containsExactly(Level.WARNING + " from within");
  }

  private static URLClassLoader loaderOf(ShadedJar jar) throws IOException {
    return new URLClassLoader(
        new URL[] {jar.path().toUri().toURL(), jar.oldestApi().toUri().toURL()},
        ClassLoader.getPlatformClassLoader());
  }

  /** Keeps level and text of what is logged. */
  private static final class Recording extends Handler {
    private final List<String> records;

    Recording(List<String> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord entry) {
      records.add(entry.getLevel() + " " + entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
