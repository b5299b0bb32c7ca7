package dev.portcullis.it;

import dev.portcullis.boot.PortcullisListener;
import dev.portcullis.testing.ProbeFilter;
import dev.portcullis.testing.ProbeListener;
import dev.portcullis.testing.ProbeServlet;
import dev.portcullis.web.PortcullisFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A way in which a web.xml can be written that matters to the jars in {@code WEB-INF/lib}.
 *
 * @param ordering absent before 3.0
 * @param byHand what it has of Portcullis
 */
record Descriptor(Version version, boolean metadataComplete, Ordering ordering, ByHand byHand) {

  /** The versions, with what the root element begins with. */
  enum Version {
    NONE(""),
    V2_3(
        """
        <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN"
                                 "http://java.sun.com/dtd/web-app_2_3.dtd">
        <web-app"""),
    V2_4("<web-app xmlns='http://java.sun.com/xml/ns/j2ee' version='2.4'"),
    V2_5("<web-app xmlns='http://java.sun.com/xml/ns/javaee' version='2.5'"),
    V3_0("<web-app xmlns='http://java.sun.com/xml/ns/javaee' version='3.0'"),
    V3_1("<web-app xmlns='http://xmlns.jcp.org/xml/ns/javaee' version='3.1'"),
    V4_0("<web-app xmlns='http://xmlns.jcp.org/xml/ns/javaee' version='4.0'"),
    V5_0("<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='5.0'"),
    V6_0("<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'");

    private final String root;

    Version(String root) {
      this.root = root;
    }
  }

  /** The kinds of {@code <absolute-ordering>}; our fragment is named {@code portcullis}. */
  enum Ordering {
    ABSENT(""),
    US("<name>portcullis</name>"),
    US_AND_OTHERS("<name>portcullis</name><others/>"),
    OTHERS("<others/>"),
    SOMEBODY_ELSE("<name>somebody-else</name>"),
    EMPTY("");

    private final String content;

    Ordering(String content) {
      this.content = content;
    }

    boolean leavesUsOut() {
      return this == SOMEBODY_ELSE || this == EMPTY;
    }
  }

  /** What the application declares of Portcullis by itself. */
  enum ByHand {
    NOTHING,
    LISTENER,
    FILTER_IN_FULL,
    FILTER_IN_FULL_AND_LISTENER,
    FILTER_UNDER_ANOTHER_NAME,
    FILTER_WITHOUT_MAPPING,
    SERVLET_ON_OUR_URL;

    boolean hasListener() {
      return this == LISTENER || this == FILTER_IN_FULL_AND_LISTENER;
    }

    boolean hasFilter() {
      return name().startsWith("FILTER");
    }

    private boolean hasMapping() {
      return hasFilter() && this != FILTER_WITHOUT_MAPPING;
    }
  }

  /** All that there can be. */
  static List<Descriptor> all() {
    List<Descriptor> all = new ArrayList<>();
    for (Version version : Version.values()) {
      for (boolean metadataComplete : new boolean[] {false, true}) {
        for (Ordering ordering : Ordering.values()) {
          for (ByHand byHand : ByHand.values()) {
            all.add(new Descriptor(version, metadataComplete, ordering, byHand));
          }
        }
      }
    }
    all.removeIf(descriptor -> !descriptor.canBe());
    return all;
  }

  private boolean canBe() {
    return (version != Version.NONE || byHand == ByHand.NOTHING)
        && (!metadataComplete || version.compareTo(Version.V2_5) >= 0)
        && (ordering == Ordering.ABSENT || isOfServlet3())
        && (byHand == ByHand.NOTHING || byHand == ByHand.LISTENER || isOfItsOwnKind());
  }

  /** Of those that containers treat alike, one is enough for what is declared by hand. */
  boolean isOfItsOwnKind() {
    return List.of(Version.V2_3, Version.V2_5, Version.V6_0).contains(version);
  }

  private boolean isOfServlet3() {
    return version.compareTo(Version.V3_0) >= 0;
  }

  /** Also the name of the application's folder. */
  @Override
  public String toString() {
    return (version + (metadataComplete ? "-complete-" : "-") + ordering + "-" + byHand)
        .toLowerCase(Locale.ROOT)
        .replace('_', '.');
  }

  /**
   * The file, with a probe listener, a probe filter on {@code /filtered/*} behind whatever there is
   * of ours, and its elements in the order that the DTD wants.
   */
  String webXml() {
    StringBuilder xml = new StringBuilder(version.root);
    xml.append(metadataComplete ? " metadata-complete='true'>\n" : ">\n");
    if (ordering != Ordering.ABSENT) {
      element(xml, "absolute-ordering", ordering.content);
    }
    filters(xml);
    element(xml, "listener", text("listener-class", ProbeListener.class.getName()));
    if (byHand.hasListener()) {
      element(xml, "listener", text("listener-class", PortcullisListener.class.getName()));
    }
    if (byHand == ByHand.SERVLET_ON_OUR_URL) {
      element(
          xml,
          "servlet",
          text("servlet-name", "login") + text("servlet-class", ProbeServlet.class.getName()));
      element(
          xml,
          "servlet-mapping",
          text("servlet-name", "login") + text("url-pattern", "/auth/login/"));
    }
    return xml.append("</web-app>\n").toString();
  }

  private void filters(StringBuilder xml) {
    String ours = byHand == ByHand.FILTER_UNDER_ANOTHER_NAME ? "gate" : "portcullis";
    if (byHand.hasFilter()) {
      element(
          xml,
          "filter",
          text("filter-name", ours)
              + text("filter-class", PortcullisFilter.class.getName())
              + (isOfServlet3() ? text("async-supported", "true") : ""));
    }
    element(
        xml,
        "filter",
        text("filter-name", "probe") + text("filter-class", ProbeFilter.class.getName()));
    if (byHand.hasMapping()) {
      element(xml, "filter-mapping", text("filter-name", ours) + text("url-pattern", "/*"));
    }
    element(
        xml, "filter-mapping", text("filter-name", "probe") + text("url-pattern", "/filtered/*"));
  }

  private static void element(StringBuilder xml, String name, String content) {
    xml.append("  ").append(text(name, content)).append('\n');
  }

  private static String text(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
