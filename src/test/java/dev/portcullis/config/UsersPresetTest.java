package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.config.DatabaseSettings.TokenStore;
import dev.portcullis.config.UsersSettings.Layout;
import dev.portcullis.config.UsersSettings.Roles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UsersPresetTest {
  private static UsersSettings users(Map<String, String> values) {
    return settings(values).users();
  }

  private static Settings settings(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("data-source", "jdbc/app");
    return new SettingsReader(
            List.of(Source.of("context-param", all)), (origin, name) -> Optional.empty())
        .read();
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void presetNamesParametersOfTheUsersAndNothingElse(Layout layout) {
    assertThat(UsersPreset.of(layout).values().keySet())
        .allSatisfy(
            name ->
                assertThat(Parameter.named(name))
                    .hasValueSatisfying(row -> assertThat(row.section()).isEqualTo(Section.USERS)));
  }

  @Test
  void tokensFollowTheUsersOfDjangoUnlessToldOtherwise() {
    Map<String, String> django =
        Map.of("users", "django", "jwt-secret", "0123456789abcdef0123456789abcdef");

    assertThat(settings(django).database().tokenStore()).isEqualTo(TokenStore.DJANGO);
    assertThat(
            settings(Map.of("users", "django", "token-store", "portcullis"))
                .database()
                .tokenStore())
        .isEqualTo(TokenStore.PORTCULLIS);
    assertThat(settings(Map.of("users", "tomcat")).database().tokenStore())
        .isEqualTo(TokenStore.PORTCULLIS);
  }

  @Test
  void presetIsWhatItsParametersWouldBe() {
    Map<String, String> spelled = new HashMap<>(UsersPreset.TOMCAT.values());
    spelled.put("users", "custom");

    UsersSettings tomcat = users(Map.of("users", "tomcat"));
    UsersSettings custom = users(spelled);

    assertThat(tomcat.columns()).isEqualTo(custom.columns());
    assertThat(tomcat.roles()).isEqualTo(custom.roles());
    assertThat(tomcat.logins()).containsExactly("user_name");
    assertThat(tomcat.roles().table())
        .contains(new Roles.Table("user_roles", "user_name", "role_name"));
  }

  @Test
  void givenNameOverridesThePresetAndLeavesTheRest() {
    UsersSettings users =
        users(Map.of("users", "tomcat", "users-table", "accounts", "roles-role-column", "grp"));

    assertThat(users.columns().table()).contains("accounts");
    assertThat(users.columns().password()).isEqualTo("user_pass");
    assertThat(users.roles().table()).contains(new Roles.Table("user_roles", "user_name", "grp"));
  }

  @Test
  void givenPlaceOfRolesReplacesAllThatThePresetHas() {
    UsersSettings users = users(Map.of("users", "spring-groups", "roles-column", "roles"));

    assertThat(users.roles().table()).isEmpty();
    assertThat(users.roles().query()).isEmpty();
    assertThat(users.columns().roles()).contains("roles");
  }

  @Test
  void labelsOfOwnQueriesAreNotTheColumnsOfATable() {
    String query = "SELECT * FROM people WHERE name = ?";

    UsersSettings users =
        users(Map.of("users", "custom", "users-query", query, "users-by-id-query", query));

    assertThat(users.queries()).contains(new UsersSettings.Queries(query, query));
    assertThat(users.logins()).containsExactly("username");
  }
}
