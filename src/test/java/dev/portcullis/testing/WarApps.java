package dev.portcullis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * WARs with the all-in-one jar in {@code WEB-INF/lib}, in a Jetty whose class loader has Jetty and
 * the servlet API and nothing else: not our classes, and not what they stand on.
 *
 * <p>Parameters are in {@code WEB-INF/portcullis.properties}.
 */
public final class WarApps implements Apps {
  private static final Pattern CONTAINER =
      Pattern.compile(
          "(jetty-(?!ee10-apache-jsp)|jakarta\\.|asm|slf4j-).*\\.jar", Pattern.CASE_INSENSITIVE);

  private final Path folder;
  private final Path jar;
  private final Map<String, Path> wars = new LinkedHashMap<>();
  private URLClassLoader loader;
  private AutoCloseable server = () -> {};
  private URI url;

  /** WARs below {@code folder} that get this jar of ours. */
  public WarApps(Path folder, Path jar) {
    this.folder = folder;
    this.jar = jar;
  }

  /** A WAR that has our jar, H2, one page and not even a {@code web.xml}. */
  @Override
  public WarApps add(String contextPath, Map<String, String> parameters) {
    try {
      Path war = folder.resolve("war" + wars.size());
      Path lib = Files.createDirectories(war.resolve("WEB-INF/lib"));
      Files.copy(jar, lib.resolve(jar.getFileName()));
      Path h2 = jarOf(org.h2.Driver.class);
      Files.copy(h2, lib.resolve(h2.getFileName()));
      Files.writeString(war.resolve("page.html"), "the page", UTF_8);
      return add(contextPath, parameters, war);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A WAR that lies in a folder, all its jars in it; only our parameters are added. */
  public WarApps add(String contextPath, Map<String, String> parameters, Path war) {
    Properties properties = new Properties();
    properties.putAll(parameters);
    try (Writer file = Files.newBufferedWriter(war.resolve("WEB-INF/portcullis.properties"))) {
      properties.store(file, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    wars.put(contextPath, war);
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // WarServer is loaded anew, and known by its JDK types only.
  public WarApps start() throws Exception {
    loader = new URLClassLoader(container(), ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object made =
          loader.loadClass(WarServer.class.getName()).getDeclaredConstructor().newInstance();
      server = (AutoCloseable) made;
      url = ((Function<Map<String, Path>, URI>) made).apply(wars);
      return this;
    } catch (Exception e) {
      close();
      throw e;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public void close() {
    try {
      server.close();
      loader.close();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not stop", e);
    }
  }

  private URL[] container() throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(onlyWarServer().toUri().toURL());
    for (String entry : classPath()) {
      Path path = Path.of(entry);
      if (CONTAINER.matcher(path.getFileName().toString()).matches()) {
        urls.add(path.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** A folder with that class alone of all the classes of the tests. */
  private Path onlyWarServer() throws IOException {
    Path classes = folder.resolve("container");
    Path file = classes.resolve(WarServer.class.getName().replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    try (InputStream in = WarServer.class.getResourceAsStream("WarServer.class")) {
      Files.copy(in, file);
    }
    return classes;
  }

  private static List<String> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(path.split(File.pathSeparator));
  }

  private static Path jarOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
