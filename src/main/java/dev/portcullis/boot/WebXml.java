package dev.portcullis.boot;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The filters that the application's own {@code web.xml} maps.
 *
 * <p>The registrations of the Servlet API do not tell on Jetty: there the patterns of a declared
 * filter are still missing when an initializer runs.
 */
final class WebXml {
  private final Set<String> mappedFilters;

  private WebXml(Set<String> mappedFilters) {
    this.mappedFilters = mappedFilters;
  }

  /** Reads {@code /WEB-INF/web.xml} of any version; an application without one maps nothing. */
  static WebXml of(ServletContext context) {
    try (InputStream xml = context.getResourceAsStream("/WEB-INF/web.xml")) {
      return new WebXml(xml == null ? Set.of() : mappedFiltersIn(xml));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      // The container has read the same file, and will have told what is wrong with it.
      return new WebXml(Set.of());
    }
  }

  /** Whether a {@code filter-mapping} names this filter. */
  boolean maps(String filterName) {
    return mappedFilters.contains(filterName);
  }

  private static Set<String> mappedFiltersIn(InputStream xml)
      throws IOException, SAXException, ParserConfigurationException {
    Set<String> names = new HashSet<>();
    // Any namespace: java.sun.com, xmlns.jcp.org, jakarta.ee, or none.
    NodeList mappings = parser().parse(xml).getElementsByTagNameNS("*", "filter-mapping");
    for (int i = 0; i < mappings.getLength(); i++) {
      for (Node child = mappings.item(i).getFirstChild();
          child != null;
          child = child.getNextSibling()) {
        if (child instanceof Element element && element.getLocalName().equals("filter-name")) {
          names.add(element.getTextContent().strip());
        }
      }
    }
    return names;
  }

  private static DocumentBuilder parser() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    DocumentBuilder parser = factory.newDocumentBuilder();
    // A DOCTYPE is legal in a 2.3 descriptor, but nothing outside the file is ever read.
    parser.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
    parser.setErrorHandler(null);
    return parser;
  }
}
