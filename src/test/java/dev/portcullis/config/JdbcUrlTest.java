package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

  @ParameterizedTest(name = "{0} is shown as {1}")
  @CsvSource({
    "jdbc:mysql://h:3306/app, jdbc:mysql://h:3306/app",
    "jdbc:mysql://h/app?user=a&password=b, jdbc:mysql://h/app?****",
    "jdbc:h2:mem:a;PASSWORD=b?c, jdbc:h2:mem:a;****",
    "jdbc:mysql://ann:pw@h/app, jdbc:****@h/app",
    "jdbc:oracle:thin:ann/p@w@h:1521, jdbc:****@h:1521",
    "jdbc:mysql://ann:pw@h/app?x=y, jdbc:****@h/app?****",
    "jdbc:mysql://ann:p?w@h/app, jdbc:****",
    "jdbc:mysql://h/app?password=a@b, jdbc:****",
    "'jdbc:mysql://(host=h,user=a,password=b)/app', jdbc:mysql:****",
    "'jdbc:mysql:loadbalance://address=(host=h)(password=b)/app', jdbc:mysql:****",
  })
  void whatMayBeAPasswordIsMasked(String value, String shown) {
    assertThat(new JdbcUrl(value)).hasToString(shown);
  }
}
