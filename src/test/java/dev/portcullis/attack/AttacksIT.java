package dev.portcullis.attack;

import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.EmbeddedContainer;
import dev.portcullis.testing.ShadedJar;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The attacks on the embedded containers, which every build has; prints a table at the end. */
@ParameterizedClass(name = "{0}")
@EnumSource
class AttacksIT extends AttackSuite {
  @RegisterExtension static final AttackTable TABLE = new AttackTable();

  @Parameter Embedded embedded;

  /** What can be embedded. */
  enum Embedded {
    TOMCAT_10_1("Tomcat 10.1", EmbeddedContainer.tomcat10()),
    TOMCAT_11_0("Tomcat 11.0 in Turkish", EmbeddedContainer.tomcat11().inTurkish()),
    JETTY_12_1("Jetty 12.1 ee10", EmbeddedContainer.jetty());

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // All kinds are, but it does not know.
    private final ContainerKind kind;

    Embedded(String title, ContainerKind kind) {
      this.title = title;
      this.kind = kind;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  @BeforeParameterizedClassInvocation
  static void start(Embedded embedded, @TempDir Path folder) throws IOException {
    TABLE.begin(embedded.toString());
    deploy(embedded.kind, ShadedJar.JAKARTA, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    undeploy();
  }

  @Override
  AttackTable table() {
    return TABLE;
  }
}
