package dev.portcullis.attack;

import dev.portcullis.testing.RawHttp;
import java.io.IOException;
import java.net.URI;

/**
 * An application that is attacked, and as whom.
 *
 * @param server where it is
 * @param context its path, empty for the root
 * @param tokens what there is to attack with
 * @param isUser whether requests come with the access token of a plain user, or with nothing
 */
record Target(URI server, String context, Tokens tokens, boolean isUser) {
  /**
   * What comes back for a request.
   *
   * @param template the request, its lines ended by {@code \n}; {@code {ctx}} is the context path,
   *     {@code {identity}} a header or nothing, the names of {@link Tokens} are those, and {@code
   *     {host}} is this server, {@code {cookie}} the name of the cookie with an access token,
   *     {@code {length}} that of the body
   */
  RawAnswer send(String template) throws IOException {
    return new RawAnswer(RawHttp.sendAsFarAsItIsRead(server, request(template)));
  }

  /** The answer to a plain GET of a path in the application. */
  RawAnswer get(String path, String... headers) throws IOException {
    return send(Attempt.request("GET", "{ctx}" + path, headers));
  }

  private String request(String template) {
    String identity = isUser ? "Authorization: Bearer {access}\n" : "";
    String cookie = "portcullis" + context.replace('/', '-') + "-access";
    String request =
        tokens
            .fillIn(template.replace("{identity}", identity).replace("{cookie}", cookie))
            .replace("{ctx}", context)
            .replace("{host}", server.getAuthority())
            .replace("\n", "\r\n");
    int body = request.indexOf("\r\n\r\n") + 4;
    return request.replace("{length}", Integer.toString(request.length() - body));
  }

  @Override
  public String toString() {
    return (context.isEmpty() ? "ROOT" : context) + (isUser ? " as a user" : " as nobody");
  }
}
