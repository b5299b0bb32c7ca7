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
  private static final String WEB_XML = "WEB-INF/web.xml";

  @RegisterExtension static final ResultTable RESULTS = new ResultTable("container");

  @Parameter Distribution distribution;

  @BeforeParameterizedClassInvocation
  static void start(Distribution distribution, @TempDir Path folder) throws IOException {
    RESULTS.begin(distribution.toString());
    Path webapps = Files.createDirectory(folder.resolve(distribution.name()));
    sample(distribution, Files.createTempDirectory(folder, "work"))
        .write(webapps.resolve("sample.war"));
    deploy(distribution.kind(), webapps, distribution.slash());
  }

  private static War sample(Distribution distribution, Path work) throws IOException {
    War sample = new War().addFrom(War.SAMPLE, path -> true);
    return switch (distribution.sample()) {
      case JAKARTA -> sample;
      case JAKARTA_ONE_JAR -> OneJarSample.jakarta();
      case JAKARTA_WITHOUT_EXTENSIONS ->
          sample.rewrite(WEB_XML, text -> text.replace(" *.css ", " /style.css "));
      case JAVAX -> OneJarSample.javax(work);
      case JAVAX_SINCE_3_0 ->
          OneJarSample.javax(work)
              .rewrite(WEB_XML, text -> text.replace("version=\"2.5\"", "version=\"3.0\""));
    };
  }

  /**
   * GlassFish and Payara look at a plain flag, then load a class, then store the dispatch: what
   * another thread asks for in the moment in which the servlet returns is never looked at again,
   * with us and without.
   */
  @Override
  int attemptsAtDispatch() {
    return switch (distribution) {
      case GLASSFISH_7, PAYARA_MICRO_6 -> 3;
      default -> 1;
    };
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    undeploy();
    RESULTS.end();
  }
}
