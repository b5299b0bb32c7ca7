package dev.portcullis.it;

import dev.portcullis.testing.OneJarSample;
import dev.portcullis.testing.ResultTable;
import dev.portcullis.testing.War;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample in every container that can be had, one at a time; prints a table at the end. */
@Tag("containers")
@ParameterizedClass(name = "{0}")
@EnumSource
class ContainerMatrixIT extends SmokeSuite {
  @RegisterExtension static final ResultTable RESULTS = new ResultTable("container");

  @Parameter Distribution distribution;

  @BeforeParameterizedClassInvocation
  static void start(Distribution distribution, @TempDir Path folder) throws IOException {
    RESULTS.begin(distribution.toString());
    Path webapps = Files.createDirectory(folder.resolve(distribution.name()));
    Path war = webapps.resolve("sample.war");
    switch (distribution.sample()) {
      case JAKARTA -> Files.copy(War.SAMPLE, war);
      case JAKARTA_ONE_JAR -> OneJarSample.jakarta().write(war);
      case JAKARTA_WITHOUT_EXTENSIONS ->
          new War()
              .addFrom(War.SAMPLE, path -> true)
              .rewrite("WEB-INF/web.xml", text -> text.replace(" *.css ", " /style.css "))
              .write(war);
      case JAVAX -> OneJarSample.javax(Files.createTempDirectory(folder, "classes")).write(war);
    }
    deploy(distribution.kind(), webapps, distribution.slash());
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    undeploy();
    RESULTS.end();
  }
}
