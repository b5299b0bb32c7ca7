package dev.portcullis.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.access.RequestPath;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPathsTest {
  private final OwnPaths own =
      new OwnPaths(
          Map.of("/login", EndpointKind.LOGIN), Map.of("/sessions/", EndpointKind.SESSION));

  @ParameterizedTest(name = "servletPath {0}, pathInfo {1}: {2}")
  @CsvSource({
    "/login, '', LOGIN",
    "/login/, '', ",
    "/sessions, /abc, SESSION",
    // The application has a servlet that is nearer, or of that very name.
    "/sessions/admin, /abc, ",
    "/sessions/none, '', ",
    "/sessionsx, /abc, ",
    "/other, /sessions/abc, ",
  })
  void pathIsOursOnlyIfTheContainerSaysSo(String servletPath, String pathInfo, EndpointKind kind) {
    RequestPath path = RequestPath.of("/raw", servletPath, pathInfo, Set.of());

    assertThat(own.find(path, servletPath)).isEqualTo(Optional.ofNullable(kind));
  }
}
