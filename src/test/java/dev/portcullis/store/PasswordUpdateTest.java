package dev.portcullis.store;

import static dev.portcullis.store.PasswordUpdate.Value.ID;
import static dev.portcullis.store.PasswordUpdate.Value.NEW;
import static dev.portcullis.store.PasswordUpdate.Value.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordUpdateTest {

  @Test
  void namesBecomeQuestionMarksInTheirOrder() {
    assertThat(PasswordUpdate.parse("UPDATE u SET p=:new WHERE p=:old AND id=:id"))
        .isEqualTo(
            new PasswordUpdate("UPDATE u SET p=? WHERE p=? AND id=?", List.of(NEW, OLD, ID)));
  }

  @Test
  void questionMarksAreNewIdAndOld() {
    String sql = "UPDATE u SET p=? WHERE id=? AND p=?";

    assertThat(PasswordUpdate.parse(sql)).isEqualTo(new PasswordUpdate(sql, List.of(NEW, ID, OLD)));
  }

  @Test
  void castsQuotesAndLongerNamesAreNoParameters() {
    assertThat(
            PasswordUpdate.parse(
                "UPDATE u SET \"p?\"=:new, n=':id ?' WHERE id=:id::old AND p=:old AND `:new`=1"))
        .isEqualTo(
            new PasswordUpdate(
                "UPDATE u SET \"p?\"=?, n=':id ?' WHERE id=?::old AND p=? AND `:new`=1",
                List.of(NEW, ID, OLD)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "UPDATE u SET p=? WHERE id=?",
        "UPDATE u SET p=? WHERE id=? AND p=? AND q=?",
        "UPDATE u SET p=:new WHERE id=:id",
        "UPDATE u SET p=:new WHERE id=:id AND p=?",
        "UPDATE u SET p=:news WHERE id=:id AND p=:old",
      })
  void anythingElseIsRefused(String statement) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PasswordUpdate.parse(statement))
        .withMessage("\"" + statement + "\": want :new, :id and :old, or three ? in that order");
  }
}
