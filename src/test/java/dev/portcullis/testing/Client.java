package dev.portcullis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** An HTTP client that speaks to one base URL and makes the tests read as sentences. */
public final class Client {
  private static final HttpClient SHARED = newHttpClient();

  private final String base;
  private final HttpClient http;

  /** A client of what is below this URL, which has no slash at the end. */
  public Client(String base) {
    this(base, SHARED);
  }

  private Client(String base, HttpClient http) {
    this.base = base;
    this.http = http;
  }

  /** The same on connections of its own, which no other request has used. */
  public Client onNewConnections() {
    return new Client(base, newHttpClient());
  }

  /** The URL that it speaks to. */
  public String base() {
    return base;
  }

  private static HttpClient newHttpClient() {
    return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  }

  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public Answer postJson(String path, Map<String, ?> body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.write(body))));
  }

  public Answer post(String path, String contentType, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  public Answer send(String method, String path, String... headers) {
    return send(request(path, headers).method(method, BodyPublishers.noBody()));
  }

  /** The static token of a user. */
  public String staticToken(String path, String username, String password) {
    return postJson(path, Map.of("username", username, "password", password)).text("token");
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException("No answer from " + request.build().uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What came back. */
  public record Answer(HttpResponse<byte[]> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return new String(response.body(), UTF_8);
    }

    public Map<String, Object> json() {
      return Json.readObject(response.body());
    }

    /** The text under this key of the JSON object. */
    public String text(String key) {
      if (!(json().get(key) instanceof String text)) {
        throw new AssertionError("No text " + key + " in " + this);
      }
      return text;
    }

    /** The header's value, or the empty text. */
    public String header(String name) {
      return String.join(", ", response.headers().allValues(name));
    }

    @Override
    public String toString() {
      return status() + " " + body();
    }
  }
}
