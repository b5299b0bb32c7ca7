package dev.portcullis.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.annotation.HandlesTypes;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * Nothing of ours asks a container to look through classes (Jakarta Servlet 6.0, section 8.2.4).
 */
class PortcullisInitializerTest {
  @Test
  void asksForNoClasses() {
    assertThat(PortcullisInitializer.class.getAnnotation(HandlesTypes.class)).isNull();
  }

  @Test
  void fragmentSaysThatNoAnnotationsAreToBeLookedFor() throws Exception {
    Element fragment =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("src/main/resources/META-INF/web-fragment.xml").toFile())
            .getDocumentElement();

    assertThat(fragment.getAttribute("metadata-complete")).isEqualTo("true");
  }
}
