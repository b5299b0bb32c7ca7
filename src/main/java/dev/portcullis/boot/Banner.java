package dev.portcullis.boot;

import dev.portcullis.Scheme;
import dev.portcullis.config.Settings;
import dev.portcullis.config.SettingsReader.Effective;
import dev.portcullis.config.UsersSettings;
import dev.portcullis.web.EndpointKind;
import dev.portcullis.web.OwnPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What the log says once at start: how Portcullis came in, what it protects and how it is set.
 *
 * @param application which application this is
 * @param door how the boot was reached
 * @param settings what the deployer wants
 * @param effective what was given where; secrets are masked
 * @param registration where gate and endpoints stand
 * @param database the database's kind
 * @param keys the id of the JWT key; empty without JWT
 */
record Banner(
    String application,
    String door,
    Settings settings,
    List<Effective> effective,
    Registration registration,
    String database,
    List<String> keys) {

  /** The lines, joined. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("Portcullis " + version() + " guards " + application);
    lines.add("  came in by      " + door + ", " + registration.gateStands());
    lines.add("  mode            " + settings.gate().mode().name().toLowerCase(Locale.ROOT));
    lines.add("  schemes         " + schemes());
    lines.add("  database        " + database + " (" + databaseSource() + ")");
    lines.add("  users           " + users());
    lines.add("  tokens          " + tokens());
    if (!keys.isEmpty()) {
      lines.add("  keys            " + String.join(", ", keys));
    }
    lines.add("  rules");
    for (String rule : settings.gate().rules().describe()) {
      lines.add("    " + rule);
    }
    lines.add("  endpoints");
    for (Map.Entry<EndpointKind, String> endpoint : endpoints().entrySet()) {
      lines.add("    " + endpoint.getKey().method() + " " + endpoint.getValue());
    }
    lines.add("  settings");
    for (Effective line : effective) {
      if (!line.source().equals("default") && !line.name().equals("rules")) {
        lines.add("    " + shown(line));
      }
    }
    List<String> warnings = new ArrayList<>(settings.gate().rules().warnings());
    warnings.addAll(registration.warnings());
    for (String warning : warnings) {
      lines.add("  warning         " + warning);
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String version() {
    String version = Banner.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }

  private String schemes() {
    StringJoiner schemes = new StringJoiner(", ");
    for (Scheme scheme : settings.gate().schemes()) {
      schemes.add(scheme.keyword());
    }
    return schemes.toString();
  }

  private String databaseSource() {
    return settings
        .database()
        .dataSource()
        .map(name -> "data source " + name)
        .orElseGet(() -> settings.database().jdbcUrl().orElseThrow().toString());
  }

  private String users() {
    UsersSettings users = settings.users();
    if (users.layout() == UsersSettings.Layout.PORTCULLIS) {
      return "own table " + settings.database().tablePrefix() + "user";
    }
    String place = users.columns().table().map(table -> "table " + table).orElse("users-query");
    return users.layout().word() + ", " + place;
  }

  private String tokens() {
    return switch (settings.database().tokenStore()) {
      case PORTCULLIS -> "own tables";
      case DJANGO -> "shared with a Django site";
    };
  }

  /** One path per endpoint: the one with the slash, as the contract writes it. */
  private Map<EndpointKind, String> endpoints() {
    OwnPaths own = registration.ownPaths();
    Map<EndpointKind, String> paths = new TreeMap<>();
    Map<String, EndpointKind> all = new TreeMap<>(own.exact());
    all.putAll(own.below());
    for (Map.Entry<String, EndpointKind> one : all.entrySet()) {
      String path = one.getKey();
      if (path.endsWith("/")) {
        String others = paths.get(one.getValue());
        paths.put(one.getValue(), others == null ? path : others + ", " + path);
      }
    }
    return paths;
  }

  private static String shown(Effective line) {
    return line.name() + " = " + line.value() + " (" + line.source() + ")";
  }
}
