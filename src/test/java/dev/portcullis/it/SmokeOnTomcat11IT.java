package dev.portcullis.it;

import dev.portcullis.testing.EmbeddedContainer;
import dev.portcullis.testing.War;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class SmokeOnTomcat11IT extends SmokeSuite {
  @BeforeAll
  static void start(@TempDir Path webapps) throws IOException {
    Files.copy(War.SAMPLE, webapps.resolve("sample.war"));
    deploy(EmbeddedContainer.tomcat11(), webapps);
  }
}
