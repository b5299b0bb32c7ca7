package dev.portcullis.keys;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches JWK sets from URLs of the deployer's: at most 64 KiB, in at most 5 seconds all told, and
 * from nowhere that a redirect points to.
 *
 * <p>All have one client, since each has threads of its own, which end when it is no longer
 * referred to: until then they must not hold the application's class loader.
 */
public final class JwkFetcher implements AutoCloseable {
  private static final int MAX_BYTES = 64 * 1024;
  private static final Duration MAX_TIME = Duration.ofSeconds(5);
  private static final int OK = 200;

  private @Nullable HttpClient client;
  private boolean closed;

  /**
   * What is there now.
   *
   * @throws IllegalArgumentException if nothing usable comes
   * @throws IllegalStateException if this has been closed
   */
  byte[] fetch(URI url) {
    CompletableFuture<HttpResponse<byte[]>> answer = send(url);
    try {
      // The request's own timeout ends with the headers, and a body can drip for ever.
      HttpResponse<byte[]> response = answer.get(MAX_TIME.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new IllegalArgumentException("answers with status " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new IllegalArgumentException("does not answer within " + MAX_TIME.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IllegalArgumentException("cannot be fetched: " + rootOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("was not fetched, since we are stopping");
    } finally {
      answer.cancel(true);
    }
  }

  /** Lets the client go; what is under way may come to its end. */
  @Override
  public synchronized void close() {
    closed = true;
    client = null;
  }

  private synchronized HttpClient client() {
    if (closed) {
      throw new IllegalStateException("No keys are fetched any more");
    }
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(MAX_TIME)
              .build();
      client = known;
    }
    return known;
  }

  private CompletableFuture<HttpResponse<byte[]>> send(URI url) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(MAX_TIME)
              .header("Accept", "application/jwk-set+json, application/json")
              .build();
      return client().sendAsync(request, response -> new LimitedBody(MAX_BYTES));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    // A connection that is refused has as its last cause only that its channel was closed then.
    while (root.getCause() != null && !(root.getCause() instanceof ClosedChannelException)) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return root.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
  }
}
