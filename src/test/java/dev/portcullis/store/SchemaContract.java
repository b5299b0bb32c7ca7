package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.testing.Race;
import java.util.List;
import org.junit.jupiter.api.Test;

interface SchemaContract extends OnDatabase {

  @Test
  default void createdTablesHaveNoProblems() {
    List<String> problems = new Schema(database(), "portcullis_").problems();

    assertThat(problems).isEmpty();
  }

  @Test
  default void creatingTwiceKeepsWhatIsThere() {
    Schema schema = new Schema(database(), "portcullis_");
    testDatabase().execute("INSERT INTO portcullis_user (username, password) VALUES ('ann', 'x')");

    schema.create(true);

    assertThat(testDatabase().column("SELECT username FROM portcullis_user"))
        .containsExactly("ann");
  }

  @Test
  default void nodesThatCreateTheTablesAtOnceAllSucceed() {
    List<List<String>> problems =
        Race.of(
            6,
            node -> {
              Schema schema = new Schema(database(), "race_");
              schema.create(true);
              return schema.problems();
            });

    assertThat(problems).hasSize(6).allMatch(List::isEmpty);
  }

  @Test
  default void tablesOfUsersAreMadeOnlyWhenAsked() {
    new Schema(database(), "lean_").create(false);

    UserTable users = new UserTable(database(), UserMapping.portcullis("lean_"));
    assertThat(users.problems())
        .containsExactly(
            "table lean_user is missing or may not be read;"
                + " correct users-table or grant SELECT on it",
            "table lean_user_role is missing or may not be read;"
                + " correct roles-table or grant SELECT on it");
  }

  @Test
  default void missingTablesAndColumnsAreNamedWithTheirMend() {
    testDatabase()
        .execute(
            "DROP TABLE portcullis_token",
            "ALTER TABLE portcullis_session DROP COLUMN rotated_at",
            "ALTER TABLE portcullis_session DROP COLUMN client");
    String file = database().dialect().schemaFile();

    List<String> problems = new Schema(database(), "portcullis_").problems();

    assertThat(problems)
        .containsExactly(
            "table portcullis_token is missing; run schema=create or the statements of " + file,
            "table portcullis_session has no column rotated_at; add it as " + file + " has it",
            "table portcullis_session has no column client; add it as " + file + " has it");
  }
}
