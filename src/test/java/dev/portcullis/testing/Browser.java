package dev.portcullis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.testing.Client.Answer;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of a browser the server sees: cookies, and headers that say what is asked for and from
 * where. Redirects are answers.
 */
public final class Browser {
  private static final String HTML =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8";

  private final Client client;
  private final String origin;
  private final Map<String, String> cookies = new TreeMap<>();

  /** A browser with no cookies, of what is below this URL. */
  public Browser(String base) {
    this.client = new Client(base);
    this.origin = base.replaceFirst("(?<=[^:/])/.*", "");
  }

  /** The origin of the pages below the URL. */
  public String origin() {
    return origin;
  }

  /** The cookies by name. */
  public Map<String, String> cookies() {
    return cookies;
  }

  /** Loads a page, as if its address had been typed. */
  public Answer open(String path, String... more) {
    return keep(client.get(path, headers(List.of("Accept", HTML), more)));
  }

  /** What a script on a page of the application gets. */
  public Answer fetch(String path, String... more) {
    return keep(
        client.get(
            path,
            headers(
                List.of("Accept", "*/*", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "same-origin"),
                more)));
  }

  /** Submits a form that stands on a page of the application. */
  public Answer submit(String path, Map<String, String> form, String... more) {
    String[] headers = Arrays.copyOf(more, more.length + 2);
    headers[more.length] = "Origin";
    headers[more.length + 1] = origin;
    return submitFromNowhere(path, form, headers);
  }

  /** Submits a form with no more than these headers that say from where. */
  public Answer submitFromNowhere(String path, Map<String, String> form, String... more) {
    String body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return keep(
        client.post(
            path,
            "application/x-www-form-urlencoded",
            body,
            headers(List.of("Accept", HTML), more)));
  }

  /** Signs in by the form at {@code auth/login/}. */
  public Answer signIn(String username, String password) {
    return submit("/auth/login/", Map.of("username", username, "password", password));
  }

  /** As if the access token had come to its end. */
  public void spoilAccess() {
    cookies.replaceAll(
        (name, value) -> name.endsWith("-access") ? value.substring(0, 40) + "spoilt" : value);
  }

  /** Another with the same cookies. */
  public Browser copy() {
    Browser copy = new Browser(client.base());
    copy.cookies.putAll(cookies);
    return copy;
  }

  private String[] headers(List<String> own, String... more) {
    List<String> headers = new ArrayList<>(own);
    headers.addAll(List.of(more));
    if (!cookies.isEmpty()) {
      headers.add("Cookie");
      headers.add(
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return headers.toArray(String[]::new);
  }

  private Answer keep(Answer answer) {
    for (String line : answer.response().headers().allValues("Set-Cookie")) {
      String pair = line.split(";", 2)[0];
      String name = pair.substring(0, pair.indexOf('='));
      if (line.contains("Max-Age=0")) {
        cookies.remove(name);
      } else {
        cookies.put(name, pair.substring(pair.indexOf('=') + 1));
      }
    }
    return answer;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
