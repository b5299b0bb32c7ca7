package dev.portcullis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.json.Json;
import dev.portcullis.testing.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The JavaScript client that the jar serves; its own tests are in {@code src/test/js}. */
class ClientScriptTest {
  private static final Path CLIENT = Path.of("src/main/resources/META-INF/resources/portcullis");

  @Test
  void everyTestOfTheClientPasses() throws Exception {
    assumeTrue(Node.isThere(), "Node 20 is not there, and the client's tests are run by it");

    Node.Run run = Node.test(".test.mjs", Map.of());

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output()).containsPattern("pass [1-9]").contains("fail 0");
  }

  @Test
  void packageHasTheVersionOfTheJar() throws Exception {
    Matcher pom =
        Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));

    assertThat(pom.find()).isTrue();
    assertThat(Json.readObject(Files.readAllBytes(CLIENT.resolve("package.json"))))
        .containsEntry("version", pom.group(1));
  }
}
