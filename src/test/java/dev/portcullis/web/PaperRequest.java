package dev.portcullis.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A request that is what was written down of it and nothing else; for what no container sends. */
final class PaperRequest {
  private final List<String[]> headers = new ArrayList<>();
  private final List<Cookie> cookies = new ArrayList<>();
  private byte[] body = {};
  private String query;
  private String contextPath = "";
  private boolean secure;

  PaperRequest header(String name, String value) {
    headers.add(new String[] {name, value});
    return this;
  }

  PaperRequest cookie(Cookie cookie) {
    cookies.add(cookie);
    return this;
  }

  PaperRequest body(byte[] bytes) {
    body = bytes.clone();
    return this;
  }

  PaperRequest query(String text) {
    query = text;
    return this;
  }

  PaperRequest contextPath(String path) {
    contextPath = path;
    return this;
  }

  PaperRequest secure(boolean isSecure) {
    secure = isSecure;
    return this;
  }

  /** From the peer 10.0.0.1. */
  HttpServletRequest toRequest() {
    return proxy(
        HttpServletRequest.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "getHeader" -> values(arguments[0]).stream().findFirst().orElse(null);
              case "getHeaders" -> Collections.enumeration(values(arguments[0]));
              case "getContentType" -> values("Content-Type").stream().findFirst().orElse(null);
              case "getContentLengthLong" -> (long) body.length;
              case "getInputStream" -> new PaperStream(body);
              case "getQueryString" -> query;
              case "getParameterMap" -> Map.of();
              case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
              case "isSecure" -> secure;
              case "getRemoteAddr" -> "10.0.0.1";
              case "getServletContext" -> context();
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private ServletContext context() {
    return proxy(ServletContext.class, (proxy, method, arguments) -> contextPath);
  }

  private List<String> values(Object name) {
    return headers.stream()
        .filter(header -> header[0].equalsIgnoreCase((String) name))
        .map(header -> header[1])
        .toList();
  }

  static <T> T proxy(Class<T> type, InvocationHandler answers) {
    return type.cast(
        Proxy.newProxyInstance(
            PaperRequest.class.getClassLoader(), new Class<?>[] {type}, answers));
  }

  private static final class PaperStream extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    PaperStream(byte[] body) {
      bytes = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int from, int length) {
      return bytes.read(into, from, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
