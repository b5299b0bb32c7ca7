package dev.portcullis.it;

import dev.portcullis.testing.ContainerKind;
import dev.portcullis.testing.GlassFishDistribution;
import dev.portcullis.testing.JettyDistribution;
import dev.portcullis.testing.LibertyDistribution;
import dev.portcullis.testing.PayaraMicro;
import dev.portcullis.testing.TomcatDistribution;
import dev.portcullis.testing.WildFlyDistribution;

/** The containers of the matrix, as the Maven profile {@code containers} unpacks them. */
enum Distribution {
  TOMCAT_9_0("Tomcat 9.0.117", Sample.JAVAX, new TomcatDistribution("apache-tomcat-9.0.117")),
  TOMCAT_10_1("Tomcat 10.1.59", Sample.JAKARTA, new TomcatDistribution("apache-tomcat-10.1.59")),
  TOMCAT_11_0("Tomcat 11.0.24", Sample.JAKARTA, new TomcatDistribution("apache-tomcat-11.0.24")),
  // It looks for no annotations, and at no jar, where the web.xml is older than 3.0.
  JETTY_9_4("Jetty 9.4.58", Sample.JAVAX_SINCE_3_0, jetty("9.4.58.v20250814", "")),
  JETTY_10("Jetty 10.0.25", Sample.JAVAX, jetty("10.0.25", "")),
  JETTY_11("Jetty 11.0.26", Sample.JAKARTA, jetty("11.0.26", "")),
  JETTY_12_0_EE10("Jetty 12.0.31 ee10", Sample.JAKARTA, jetty("12.0.31", "ee10-")),
  JETTY_12_1_EE8("Jetty 12.1.12 ee8", Sample.JAVAX, jetty("12.1.12", "ee8-")),
  JETTY_12_1_EE9("Jetty 12.1.12 ee9", Sample.JAKARTA, jetty("12.1.12", "ee9-")),
  JETTY_12_1_EE10("Jetty 12.1.12 ee10", Sample.JAKARTA, jetty("12.1.12", "ee10-")),
  JETTY_12_1_EE11("Jetty 12.1.12 ee11", Sample.JAKARTA, jetty("12.1.12", "ee11-")),
  // It puts its own Commons DBCP, an old one, before that of an application: the one jar has ours
  // under another name.
  TOMEE_9(
      "TomEE 9.0.0",
      Sample.JAKARTA_ONE_JAR,
      TomcatDistribution.tomee("apache-tomee-webprofile-9.0.0")),
  WILDFLY_39("WildFly 39.0.1", Sample.JAKARTA, new WildFlyDistribution("wildfly-39.0.1.Final")),
  // It finds no servlet at an exact URL that ends with a slash; and to whatever its default servlet
  // serves it gives a path info, which rules for extensions keep off.
  LIBERTY(
      "Open Liberty 26.0.0.3", Sample.JAKARTA_WITHOUT_EXTENSIONS, new LibertyDistribution("wlp")),
  GLASSFISH_7("GlassFish 7.0.21", Sample.JAKARTA, new GlassFishDistribution("glassfish7")),
  PAYARA_MICRO_6("Payara Micro 6.2025.10", Sample.JAKARTA, new PayaraMicro("payara-micro.jar"));

  /** What of the sample is deployed there. */
  enum Sample {
    /** It, as its pom.xml makes it. */
    JAKARTA,
    /** It, with the all-in-one jar. */
    JAKARTA_ONE_JAR,
    /** It, with a rule for {@code /style.css} in place of {@code *.css}. */
    JAKARTA_WITHOUT_EXTENSIONS,
    /** It, for {@code javax.servlet}. */
    JAVAX,
    /** That, with a web.xml of version 3.0. */
    JAVAX_SINCE_3_0
  }

  private final String title;
  private final Sample sample;

  @SuppressWarnings("ImmutableEnumChecker") // All kinds are, but it does not know.
  private final ContainerKind kind;

  Distribution(String title, Sample sample, ContainerKind kind) {
    this.title = title;
    this.sample = sample;
    this.kind = kind;
  }

  private static ContainerKind jetty(String version, String environment) {
    return new JettyDistribution(
        "jetty-home-" + version,
        "%1$sdeploy,%1$sannotations,%1$sapache-jsp".formatted(environment));
  }

  Sample sample() {
    return sample;
  }

  /** What the URLs of our endpoints end with. */
  String slash() {
    return this == LIBERTY ? "" : "/";
  }

  ContainerKind kind() {
    return kind;
  }

  @Override
  public String toString() {
    return title;
  }
}
