package dev.portcullis.testing;

import java.io.IOException;
import java.nio.file.Path;

/** A make of servlet container that tests can start. */
public interface ContainerKind {
  /**
   * Starts one, on a free port of the loopback, that serves each WAR and unpacked folder in {@code
   * webapps} below its name.
   *
   * <p>An application that does not start does not keep the container from starting.
   */
  Container start(Path webapps) throws IOException;
}
