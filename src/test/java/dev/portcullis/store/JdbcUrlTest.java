package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JdbcUrlTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://h/db,com.mysql.cj.jdbc.Driver",
    "jdbc:mysql:loadbalance://a:1/db,com.mysql.cj.jdbc.Driver",
    "jdbc:mysql+srv://h/db,com.mysql.cj.jdbc.Driver",
    "jdbc:mariadb://h/db,org.mariadb.jdbc.Driver",
    "jdbc:postgresql:db,org.postgresql.Driver",
    "jdbc:h2:mem:x,org.h2.Driver"
  })
  void driverIsGuessed(String url, String driverClass) {
    assertThat(new JdbcUrl(url).driverClass()).contains(driverClass);
  }

  @Test
  void driverOfAnotherDatabaseIsNotGuessed() {
    assertThat(new JdbcUrl("jdbc:derby:x").driverClass()).isEmpty();
    assertThat(new JdbcUrl("jdbc:derby:x").properties()).isEmpty();
  }

  @Test
  void mysqlIsToldWhatItsUrlDoesNotTell() {
    JdbcUrl url =
        new JdbcUrl("jdbc:mysql://h/db?ConnectTimeout=1&paranoid=false&cachePrepStmts=false");

    assertThat(url.properties())
        .isEqualTo(
            Map.of(
                "socketTimeout", "10000",
                "zeroDateTimeBehavior", "CONVERT_TO_NULL",
                "prepStmtCacheSqlLimit", "2048"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://h/db?allowMultiQueries=true",
        "jdbc:mysql://h/db?a=b&ALLOWMULTIQUERIES=TRUE",
        "jdbc:mysql://h/db?allow%4dultiQueries=yes",
        "jdbc:mysql://h/db?allowMultiQueries",
        "jdbc:mysql://h/db?allowMultiQueries=false&allowMultiQueries=true",
        "jdbc:mysql://(host=h,allowMultiQueries=true)/db",
        "jdbc:mysql://address=(host=h)(allowMultiQueries=true)/db",
        "jdbc:mariadb://h/db?allowMultiQueries=1"
      })
  void urlThatEnablesManyStatementsInOneIsRefused(String url) {
    assertThatThrownBy(() -> new JdbcUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the JDBC URL sets allowMultiQueries: it must stay off, take it out of the URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"allowLoadLocalInfile", "autoDeserialize"})
  void urlThatTrustsTheServerWithOurFilesOrObjectsIsRefused(String property) {
    assertThatThrownBy(() -> new JdbcUrl("jdbc:mysql://h/db?" + property + "=true"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the JDBC URL sets " + property + ": it must stay off, take it out of the URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://h/db?allowMultiQueries=false&autoDeserialize=no",
        "jdbc:mysql://u:100%@h/db",
        "jdbc:mysql://h/allowMultiQueries",
        "jdbc:h2:mem:x;allowMultiQueries=true"
      })
  void urlThatEnablesNothingIsTaken(String url) {
    assertThat(new JdbcUrl(url).driverClass()).isPresent();
  }

  @Test
  void urlOfAnotherKindIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> new JdbcUrl("mysql://root:secret@h/db"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a JDBC URL: want one such as jdbc:mysql://host/database");
  }
}
