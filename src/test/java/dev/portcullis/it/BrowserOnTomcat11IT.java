package dev.portcullis.it;

import dev.portcullis.testing.EmbeddedContainer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class BrowserOnTomcat11IT extends BrowserOnTomcatSuite {
  @BeforeAll
  static void start(@TempDir Path webapps) throws IOException {
    deploy(EmbeddedContainer.tomcat11(), webapps);
  }
}
