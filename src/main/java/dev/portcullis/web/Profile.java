package dev.portcullis.web;

import dev.portcullis.Identity;
import dev.portcullis.config.GateSettings.ProfileField;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the profile tells of a user.
 *
 * @param further what it tells beside name and e-mail address
 */
public record Profile(List<ProfileField> further) {

  Map<String, Object> of(Identity identity) {
    Map<String, Object> profile =
        OrderedMap.of("username", identity.username(), "email", identity.email().orElse(""));
    for (ProfileField field : further) {
      switch (field) {
        case ID -> profile.put("id", identity.id());
        case ROLES -> profile.put("roles", List.copyOf(new TreeSet<>(identity.roles())));
      }
    }
    return profile;
  }
}
