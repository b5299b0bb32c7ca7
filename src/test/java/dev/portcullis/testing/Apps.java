package dev.portcullis.testing;

import java.net.URI;
import java.util.Map;

/** Applications with Portcullis in a container on a free port of the loopback. */
public interface Apps extends AutoCloseable {
  /** An application at {@code contextPath} with these parameters, given without their prefix. */
  Apps add(String contextPath, Map<String, String> parameters);

  /** Starts them all; what an application throws at its start comes out here. */
  Apps start() throws Exception;

  /** The server's URL, without a slash at the end. */
  URI url();

  @Override
  void close();
}
