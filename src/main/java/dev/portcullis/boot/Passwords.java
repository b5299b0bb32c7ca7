package dev.portcullis.boot;

import dev.portcullis.config.PasswordSettings;
import dev.portcullis.config.Secret;
import dev.portcullis.config.Settings;
import dev.portcullis.password.BareFormat;
import dev.portcullis.password.PasswordEncoding;
import dev.portcullis.password.PasswordPolicy;
import dev.portcullis.password.Pepper;
import dev.portcullis.store.Database;
import dev.portcullis.store.PasswordColumn;
import dev.portcullis.store.PasswordUpdate;
import dev.portcullis.store.UserMapping;
import java.util.Optional;

/** How passwords are stored, from the words of the settings to those of formats and store. */
final class Passwords {
  private Passwords() {}

  /**
   * The policy that the settings ask for.
   *
   * @throws IllegalArgumentException if a format is unknown or its cost out of bounds
   */
  static PasswordPolicy policy(PasswordSettings settings) {
    return new PasswordPolicy(
        PasswordEncoding.parse(settings.encoding()),
        settings.format().map(BareFormat::parse),
        settings.pepper().map(Secret::bytes).map(Pepper::new));
  }

  /**
   * Where stored passwords are replaced; empty if they are not to be.
   *
   * @throws IllegalArgumentException if the mapping or the statement cannot be used
   */
  static Optional<PasswordColumn> column(Database database, Settings settings) {
    if (!settings.passwords().writes()) {
      return Optional.empty();
    }
    UserMapping mapping = UserMappings.of(settings);
    PasswordUpdate update =
        settings
            .users()
            .updatePassword()
            .map(PasswordUpdate::parse)
            .orElseGet(() -> PasswordUpdate.of(mapping));
    return Optional.of(new PasswordColumn(database, mapping, update));
  }
}
