package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.boot.Portcullis;
import dev.portcullis.boot.PortcullisInitializer;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.FailingListener;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import dev.portcullis.web.PortcullisFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No failure, swallowed or tried again, leaves an application open. */
class FailedStartIT {
  private final TestDatabase database = TestDatabase.h2();

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void secondStartAfterAFailureFailsAsTheFirst() {
    // Not told as a configuration error, but as what it is: the mark of the boot must go all the
    // same.
    Map<String, String> parameters = database.parameters();
    parameters.put("users", "custom");
    parameters.put("users-table", "people");
    parameters.put("table-prefix", "Portcullis_");
    database.execute(
        "CREATE TABLE people (id INT PRIMARY KEY, username VARCHAR(9), password VARCHAR(9))");
    ServletContextHandler[] handler = new ServletContextHandler[1];

    try (JettyApps apps =
        new JettyApps()
            .add(
                "/app",
                parameters,
                app -> {
                  app.addServlet(WhoServlet.class, "/who");
                  handler[0] = app;
                })) {
      assertThatThrownBy(apps::start).hasMessageStartingWith("Portcullis");

      assertThatThrownBy(handler[0]::start).hasMessageStartingWith("Portcullis");
    }
  }

  @Test
  void startThatFailedSucceedsWhenTheMistakeIsMended() throws Exception {
    Map<String, String> parameters = database.parameters();
    parameters.put("schema", "validate");
    try (JettyApps apps =
        new JettyApps()
            .addWith(
                "/app",
                (classes, context) -> {
                  assertThatThrownBy(() -> Portcullis.install(context, parameters))
                      .hasMessageContaining("run schema=create");
                  SampleUsers.insertInto(database);
                  assertThat(Portcullis.install(context, parameters)).isTrue();
                },
                app -> app.addServlet(WhoServlet.class, "/who"))
            .start()) {
      assertThat(new Client(apps.url() + "/app").get("/who").status()).isEqualTo(401);
    }
  }

  @Test
  void gateThatIsSwitchedOffLetsAllPassWhereItIsDeclared() throws Exception {
    try (JettyApps apps =
        new JettyApps()
            .add(
                "/app",
                Map.of("enabled", "false"),
                app -> {
                  app.addFilter(PortcullisFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
                  app.addServlet(WhoServlet.class, "/who");
                })
            .start()) {
      assertThat(new Client(apps.url() + "/app").get("/who").status()).isEqualTo(200);
    }
  }

  @Test
  void gateThatIsDeclaredButWasNeverStartedKeepsTheApplicationDown() {
    try (JettyApps apps =
        new JettyApps()
            .addWith(
                "/app",
                (classes, context) -> {},
                app ->
                    app.addFilter(
                        PortcullisFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST)))) {
      assertThatThrownBy(apps::start)
          .hasMessageContaining("Portcullis was not started in this application");
    }
  }

  @Test
  void laterInitializerThatFailsLeavesNoThreadOfOurs() {
    assertThatNoThreadStays(
        (classes, context) -> {
          new PortcullisInitializer().onStartup(classes, context);
          throw new ServletException("as asked for");
        },
        app -> {});
  }

  @Test
  void listenerThatFailsLeavesNoThreadOfOurs() {
    assertThatNoThreadStays(
        new PortcullisInitializer(), app -> app.addEventListener(new FailingListener()));
  }

  @Test
  void endOfTheServerTakesTheThreadsOfAnApplicationThatFailedLate() {
    Set<Thread> before = threadsOfOurs();
    ServletHolder failing = new ServletHolder(new FailingServlet());
    failing.setInitOrder(1);
    JettyApps apps =
        new JettyApps()
            .add("/app", database.parameters(), app -> app.addServlet(failing, "/failing"));
    assertThatThrownBy(apps::startAlone).hasMessageContaining("as asked for");

    apps.close();

    assertThat(before).containsAll(threadsOfOurs());
  }

  private void assertThatNoThreadStays(
      ServletContainerInitializer door, Consumer<ServletContextHandler> own) {
    Map<String, String> parameters = database.parameters();
    Set<Thread> before = threadsOfOurs();
    Set<Thread> after;
    try (JettyApps apps =
        new JettyApps()
            .addWith(
                "/app",
                door,
                app -> {
                  parameters.forEach(
                      (name, value) -> app.setInitParameter("portcullis." + name, value));
                  own.accept(app);
                })) {
      assertThatThrownBy(apps::startAlone).hasMessageContaining("as asked for");
      after = threadsOfOurs();
    }

    assertThat(before).containsAll(after);
  }

  private static Set<Thread> threadsOfOurs() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().startsWith("portcullis"));
    return threads;
  }

  private static final class FailingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    public void init() throws ServletException {
      throw new ServletException("as asked for");
    }
  }

  /**
   * A filter before the gate may dispatch again what the gate has refused. Jetty does not serve
   * that once an answer is complete, Tomcat does; so what would let it in is looked for as well.
   */
  @Test
  void refusedRequestCarriesNoAdmissionIntoAnotherDispatch() throws Exception {
    Reached.count.set(0);
    DispatchesAgain.left = new CompletableFuture<>();
    SampleUsers.insertInto(database);
    Map<String, String> parameters = database.parameters();
    try (JettyApps apps =
        new JettyApps()
            .addWith(
                "/app",
                (classes, context) -> {
                  FilterRegistration.Dynamic outer =
                      context.addFilter("outer", new DispatchesAgain());
                  outer.setAsyncSupported(true);
                  outer.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
                  new PortcullisInitializer().onStartup(null, context);
                },
                app -> {
                  parameters.forEach(
                      (name, value) -> app.setInitParameter("portcullis." + name, value));
                  ServletHolder protectedServlet = new ServletHolder(new Reached());
                  protectedServlet.setAsyncSupported(true);
                  app.addServlet(protectedServlet, "/protected");
                })
            .start()) {
      assertThat(new Client(apps.url() + "/app").get("/protected").status()).isEqualTo(401);

      assertThat(Reached.count).hasValue(0);
      assertThat(DispatchesAgain.left.get(10, TimeUnit.SECONDS))
          .noneMatch(name -> name.contains("Admission"));
    }
  }

  private static final class DispatchesAgain implements Filter {
    /** The names of the attributes; the client may have its answer before they are here. */
    private static volatile CompletableFuture<List<String>> left = new CompletableFuture<>();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      AsyncContext async = request.startAsync();
      chain.doFilter(request, response);
      left.complete(Collections.list(request.getAttributeNames()));
      async.dispatch();
    }
  }

  private static final class Reached extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger count = new AtomicInteger();

    @Override
    public void service(ServletRequest request, ServletResponse response) {
      count.incrementAndGet();
    }
  }
}
