package dev.portcullis.sample;

import jakarta.servlet.ServletContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The books of the library, read once at start: they change when the library moves. */
public final class Catalogue {
  private static final String ALL =
      """
      SELECT id, title, original, author, published, copies
        FROM book
       ORDER BY published, id
      """;

  private final List<Book> books;

  private Catalogue(List<Book> books) {
    this.books = List.copyOf(books);
  }

  /** The catalogue of this application. */
  public static Catalogue of(ServletContext context) {
    return (Catalogue) context.getAttribute(Catalogue.class.getName());
  }

  /** Reads all books through a connection of its own. */
  static Catalogue read(String url, String username, String password) throws SQLException {
    List<Book> books = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, username, password);
        PreparedStatement statement = connection.prepareStatement(ALL);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        books.add(
            new Book(
                row.getInt("id"),
                row.getString("title"),
                row.getString("original"),
                row.getString("author"),
                row.getInt("published"),
                row.getInt("copies")));
      }
    }
    return new Catalogue(books);
  }

  /** The books, oldest first. */
  public List<Book> books() {
    return books;
  }

  /** How many copies stand on the shelves. */
  public int copies() {
    return books.stream().mapToInt(Book::copies).sum();
  }
}
