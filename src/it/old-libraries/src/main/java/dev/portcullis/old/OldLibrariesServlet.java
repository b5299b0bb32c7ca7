package dev.portcullis.old;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.Key;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Works with each of the application's libraries, and prints which jar it came from. */
@WebServlet("/libraries")
public final class OldLibrariesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    PrintWriter out = response.getWriter();
    try {
      out.println(jar(JsonFactory.class) + " " + new ObjectMapper().readTree("[1,2]").size());
      out.println(jar(Gson.class) + " " + new Gson().toJson(Map.of("a", 1)));
      out.println(jar(Jwts.class) + " " + signedAndParsed());
      Log log = LogFactory.getLog(OldLibrariesServlet.class);
      out.println(jar(LogFactory.class) + " " + log.getClass().getName());
      out.println(jar(org.apache.commons.dbcp.BasicDataSource.class) + " " + two(dbcp1()));
      out.println(jar(org.apache.commons.dbcp2.BasicDataSource.class) + " " + two(dbcp2()));
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static String signedAndParsed() {
    Key key = Keys.hmacShaKeyFor(new byte[32]);
    String token = Jwts.builder().setSubject("me").signWith(key).compact();
    return Jwts.parserBuilder()
        .setSigningKey(key)
        .build()
        .parseClaimsJws(token)
        .getBody()
        .getSubject();
  }

  private static DataSource dbcp1() {
    org.apache.commons.dbcp.BasicDataSource pool = new org.apache.commons.dbcp.BasicDataSource();
    pool.setDriverClassName("org.h2.Driver");
    pool.setUrl("jdbc:h2:mem:");
    return pool;
  }

  private static DataSource dbcp2() {
    org.apache.commons.dbcp2.BasicDataSource pool = new org.apache.commons.dbcp2.BasicDataSource();
    pool.setDriverClassName("org.h2.Driver");
    pool.setUrl("jdbc:h2:mem:");
    return pool;
  }

  private static int two(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        ResultSet row = connection.createStatement().executeQuery("SELECT 2")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String jar(Class<?> type) {
    Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    return jar.getFileName().toString();
  }
}
