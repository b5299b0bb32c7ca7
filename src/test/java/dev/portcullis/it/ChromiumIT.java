package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Container;
import dev.portcullis.testing.EmbeddedContainer;
import dev.portcullis.testing.Node;
import dev.portcullis.testing.War;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample before a real Chromium; wants what the profile {@code chromium} says. */
@Tag("chromium")
class ChromiumIT {

  @Test
  void peopleGetAlongWithTheSample(@TempDir Path webapps) throws Exception {
    Files.copy(War.SAMPLE, webapps.resolve("sample.war"));

    try (Container container = EmbeddedContainer.jetty().start(webapps)) {
      Node.Run run =
          Node.test(
              Path.of("src/test/browser"),
              ".test.mjs",
              Map.of("PORTCULLIS_SAMPLE", container.url() + "/sample"));

      System.out.println(run.output());
      assertThat(run.status()).as(run.output()).isZero();
      assertThat(run.output()).containsPattern("pass [1-9]").contains("fail 0");
    }
  }
}
