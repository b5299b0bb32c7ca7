package dev.portcullis.boot;

import jakarta.servlet.ServletContext;

/** Whose class loader has loaded us, as seen from one application. */
enum OurLoader {
  /** The application's own, as by a jar in {@code WEB-INF/lib}: it ends with the application. */
  OF_APPLICATION,

  /** One above the application's, as by a jar in the container's own lib: it serves others too. */
  OF_SERVER,

  /** The one that container and application have in common, in a program that embeds its server. */
  OF_PROGRAM;

  static OurLoader seenFrom(ServletContext context) {
    ClassLoader ours = OurLoader.class.getClassLoader();
    ClassLoader applications = context.getClassLoader();
    if (applications != null && applications != ours) {
      return OF_SERVER;
    }
    return ours == context.getClass().getClassLoader() ? OF_PROGRAM : OF_APPLICATION;
  }
}
