package dev.portcullis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.portcullis.boot.PortcullisInitializer;
import dev.portcullis.testing.Client;
import dev.portcullis.testing.JettyApps;
import dev.portcullis.testing.RawHttp;
import dev.portcullis.testing.SampleUsers;
import dev.portcullis.testing.TestDatabase;
import dev.portcullis.testing.WhoServlet;
import dev.portcullis.web.PortcullisFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Jetty answers an upgrade to WebSocket in a filter of its own, which it puts in front of all when
 * the first endpoint is made: the gate must come before it all the same.
 */
class WebSocketIT {
  private final TestDatabase database = TestDatabase.h2();

  @BeforeEach
  void insert() {
    SampleUsers.insertInto(database);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void endpointThatIsMadeBeforeTheGateIsBehindIt() throws Exception {
    assertGuarded(
        (classes, context) -> {
          webSockets(context);
          new PortcullisInitializer().onStartup(classes, context);
        },
        app -> {});
  }

  @Test
  void endpointThatIsMadeAfterTheGateIsBehindIt() throws Exception {
    assertGuarded(
        (classes, context) -> {
          new PortcullisInitializer().onStartup(classes, context);
          webSockets(context);
        },
        app -> {});
  }

  @Test
  void endpointThatAListenerMakesIsBehindTheGate() throws Exception {
    assertGuarded(
        (classes, context) -> {
          new JettyWebSocketServletContainerInitializer().onStartup(classes, context);
          new PortcullisInitializer().onStartup(classes, context);
        },
        app ->
            app.addEventListener(
                new ServletContextListener() {
                  @Override
                  public void contextInitialized(ServletContextEvent event) {
                    JettyWebSocketServerContainer.getContainer(event.getServletContext())
                        .addMapping("/socket", (request, response) -> new Echo());
                  }
                }));
  }

  @Test
  void endpointIsBehindAGateThatTheApplicationDeclares() throws Exception {
    assertGuarded(
        (classes, context) -> {
          new PortcullisInitializer().onStartup(classes, context);
          webSockets(context);
        },
        app -> app.addFilter(PortcullisFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST)));
  }

  @Test
  void endpointIsBehindAGateThatTheApplicationDeclaresAndDoesNotMap() throws Exception {
    assertGuarded(
        (classes, context) -> {
          new PortcullisInitializer().onStartup(classes, context);
          webSockets(context);
        },
        app -> app.getServletHandler().addFilter(new FilterHolder(PortcullisFilter.class)));
  }

  @Test
  void upgradeGoesOnToTheApplicationWhereNothingUpgrades() throws Exception {
    try (JettyApps apps =
        new JettyApps()
            .add("/app", database.parameters(), app -> app.addServlet(WhoServlet.class, "/who"))
            .start()) {
      Client client = new Client(apps.url() + "/app");
      String token = client.staticToken("/auth/api-token-auth/", "mamun", "1234");

      String answer =
          RawHttp.send(
              apps.url(),
              "GET /app/who HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                  + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                  + "Authorization: Token "
                  + token
                  + "\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 200").contains("principal=mamun");
    }
  }

  private static void webSockets(ServletContext context) throws ServletException {
    new JettyWebSocketServletContainerInitializer(
            (same, container) -> container.addMapping("/socket", (request, response) -> new Echo()))
        .onStartup(null, context);
  }

  private void assertGuarded(
      ServletContainerInitializer initializer, Consumer<ServletContextHandler> own)
      throws Exception {
    Map<String, String> parameters = database.parameters();
    try (JettyApps apps =
        new JettyApps()
            .addWith(
                "/app",
                initializer,
                app -> {
                  parameters.forEach(
                      (name, value) -> app.setInitParameter("portcullis." + name, value));
                  own.accept(app);
                })
            .start()) {
      Client client = new Client(apps.url() + "/app");
      String token = client.staticToken("/auth/api-token-auth/", "mamun", "1234");
      URI socket = URI.create((apps.url() + "/app/socket").replace("http:", "ws:"));

      Throwable refusal = catchThrowable(() -> echoOf(socket, "hello", "Token 0" + token));
      Throwable refusalOfNobody = catchThrowable(() -> echoOf(socket, "hello", ""));

      assertThat(statusOf(refusal)).isEqualTo(401);
      assertThat(statusOf(refusalOfNobody)).isEqualTo(401);
      assertThat(echoOf(socket, "hello", "Token " + token)).isEqualTo("hello");
    }
  }

  private static int statusOf(Throwable refusal) {
    assertThat(refusal)
        .as("The upgrade is refused")
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
    return ((WebSocketHandshakeException) refusal.getCause()).getResponse().statusCode();
  }

  private static String echoOf(URI socket, String text, String authorization) throws Exception {
    CompletableFuture<String> echo = new CompletableFuture<>();
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (!authorization.isEmpty()) {
      builder.header("Authorization", authorization);
    }
    WebSocket opened =
        builder
            .buildAsync(
                socket,
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence data, boolean last) {
                    echo.complete(data.toString());
                    from.request(1);
                    return null;
                  }
                })
            .get(20, TimeUnit.SECONDS);
    opened.sendText(text, true).get(20, TimeUnit.SECONDS);
    String answer = echo.get(20, TimeUnit.SECONDS);
    opened.abort();
    return answer;
  }

  /** Sends back what it gets. */
  public static final class Echo implements Session.Listener.AutoDemanding {
    private Session session;

    @Override
    public void onWebSocketOpen(Session opened) {
      session = opened;
    }

    @Override
    public void onWebSocketText(String message) {
      session.sendText(message, Callback.NOOP);
    }
  }
}
