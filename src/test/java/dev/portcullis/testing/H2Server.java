package dev.portcullis.testing;

import java.sql.SQLException;
import org.h2.tools.Server;

/** One server for the H2 databases in the memory of this JVM, gone with it. */
final class H2Server {
  private H2Server() {}

  /** The beginning of its JDBC URLs. */
  static String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + Holder.SERVER.getPort() + "/";
  }

  // Loaded, and so started, once and lazily.
  private static final class Holder {
    private static final Server SERVER = start();

    private static Server start() {
      try {
        return Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifNotExists").start();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
