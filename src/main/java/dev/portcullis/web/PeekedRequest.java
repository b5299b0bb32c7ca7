package dev.portcullis.web;

import dev.portcullis.AuthException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/**
 * A request into whose body the gate has looked for a token, because the deployer asked for it, and
 * which the application can still read from the beginning.
 *
 * <p>Forms are read by the container, in the encoding that the request has before any filter of the
 * application; it goes on seeing their parameters, but no longer their bytes. JSON is read up to 64
 * KiB and given again. Other types are not looked into.
 */
final class PeekedRequest extends HttpServletRequestWrapper {
  private final RequestFields fields;
  private final @Nullable InputStream again;
  private @Nullable ServletInputStream stream;
  private @Nullable BufferedReader reader;

  private PeekedRequest(
      HttpServletRequest request, RequestFields fields, @Nullable InputStream again) {
    super(request);
    this.fields = fields;
    this.again = again;
  }

  /**
   * Looks into the body.
   *
   * @throws AuthException if it cannot be read
   */
  static PeekedRequest of(HttpServletRequest request) throws IOException {
    String contentType = request.getContentType();
    return switch (RequestBody.mediaTypeOf(contentType == null ? "" : contentType)) {
      case RequestBody.FORM ->
          new PeekedRequest(request, new RequestFields(RequestBody.parametersOf(request)), null);
      case "application/json" -> peekJson(request, contentType);
      default -> new PeekedRequest(request, RequestFields.none(), null);
    };
  }

  /** What was found in the body. */
  RequestFields fields() {
    return fields;
  }

  private static PeekedRequest peekJson(HttpServletRequest request, @Nullable String contentType)
      throws IOException {
    byte[] head = RequestBody.readHead(request);
    return new PeekedRequest(
        request,
        jsonFields(head, contentType),
        new SequenceInputStream(new ByteArrayInputStream(head), request.getInputStream()));
  }

  private static RequestFields jsonFields(byte[] head, @Nullable String contentType) {
    if (head.length == 0 || head.length > RequestBody.MAX_BYTES) {
      return RequestFields.none();
    }
    try {
      return new RequestFields(RequestBody.parse(head, contentType));
    } catch (AuthException e) {
      // Not ours to judge: it is the application's body, and holds no token that we can see.
      return RequestFields.none();
    }
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (again == null) {
      return super.getInputStream();
    }
    if (reader != null) {
      throw new IllegalStateException("getReader() has been called");
    }
    if (stream == null) {
      stream = new Replay(again);
    }
    return stream;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    if (again == null) {
      return super.getReader();
    }
    if (stream != null) {
      throw new IllegalStateException("getInputStream() has been called");
    }
    if (reader == null) {
      reader = new BufferedReader(new InputStreamReader(again, charset()));
    }
    return reader;
  }

  private Charset charset() {
    String name = getCharacterEncoding();
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /** The body from its beginning; read by blocking only. */
  private static final class Replay extends ServletInputStream {
    private final InputStream body;
    private boolean finished;

    Replay(InputStream body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      int next = body.read();
      finished = next < 0;
      return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = body.read(target, offset, length);
      finished = count < 0;
      return count;
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException(
          "A JSON body is read by blocking where token-sources has a body: source");
    }
  }
}
