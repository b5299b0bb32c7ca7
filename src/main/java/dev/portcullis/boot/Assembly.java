package dev.portcullis.boot;

import dev.portcullis.Scheme;
import dev.portcullis.audit.Audit;
import dev.portcullis.config.BrowserSettings;
import dev.portcullis.config.DefenceSettings;
import dev.portcullis.config.GateSettings;
import dev.portcullis.config.JwtSettings;
import dev.portcullis.config.PasswordChangeSettings;
import dev.portcullis.config.Settings;
import dev.portcullis.config.StaticTokenSettings;
import dev.portcullis.jwt.JwtPolicy;
import dev.portcullis.jwt.JwtSigner;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.Keys;
import dev.portcullis.password.PasswordHashes;
import dev.portcullis.session.AccessTokens;
import dev.portcullis.session.Authenticator;
import dev.portcullis.session.BadTokens;
import dev.portcullis.session.DjangoPasswordMarks;
import dev.portcullis.session.DjangoSessions;
import dev.portcullis.session.DjangoStaticTokens;
import dev.portcullis.session.Health;
import dev.portcullis.session.Identities;
import dev.portcullis.session.JwtSessions;
import dev.portcullis.session.LoginAudit;
import dev.portcullis.session.LoginLimits;
import dev.portcullis.session.LoginThrottle;
import dev.portcullis.session.Logins;
import dev.portcullis.session.NewPasswords;
import dev.portcullis.session.PasswordChange;
import dev.portcullis.session.PasswordLogin;
import dev.portcullis.session.PasswordMarks;
import dev.portcullis.session.PasswordUpgrade;
import dev.portcullis.session.Purge;
import dev.portcullis.session.Revocations;
import dev.portcullis.session.SessionPolicy;
import dev.portcullis.session.SessionTokens;
import dev.portcullis.session.Sessions;
import dev.portcullis.session.Staleness;
import dev.portcullis.session.StaticTokenPolicy;
import dev.portcullis.session.StaticTokens;
import dev.portcullis.session.SuccessorIds;
import dev.portcullis.session.TokenIntrospection;
import dev.portcullis.session.TokenRevocation;
import dev.portcullis.session.UserTokens;
import dev.portcullis.session.Users;
import dev.portcullis.store.CredentialChange;
import dev.portcullis.store.Database;
import dev.portcullis.store.DjangoTokenTable;
import dev.portcullis.store.FailedLoginTable;
import dev.portcullis.store.KeyTable;
import dev.portcullis.store.LeaseTable;
import dev.portcullis.store.OutstandingTable;
import dev.portcullis.store.RevocationTable;
import dev.portcullis.store.SessionTable;
import dev.portcullis.store.TokenTable;
import dev.portcullis.store.UserRow;
import dev.portcullis.store.UserTable;
import dev.portcullis.watch.Counters;
import dev.portcullis.web.Browsers;
import dev.portcullis.web.Clients;
import dev.portcullis.web.ContextRuntime;
import dev.portcullis.web.Cors;
import dev.portcullis.web.CredentialReader;
import dev.portcullis.web.EndpointKind;
import dev.portcullis.web.EndpointOptions;
import dev.portcullis.web.Endpoints;
import dev.portcullis.web.ErrorResponse;
import dev.portcullis.web.Gate;
import dev.portcullis.web.GateOptions;
import dev.portcullis.web.OperatorEndpoints;
import dev.portcullis.web.OptionalEndpoints;
import dev.portcullis.web.OwnPaths;
import dev.portcullis.web.Profile;
import dev.portcullis.web.RequestActions;
import dev.portcullis.web.TokenGuard;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The composition root: every part of a running Portcullis is made here, and time and randomness
 * enter here.
 */
final class Assembly implements AutoCloseable {
  private static final Duration PURGE_EVERY = Duration.ofMinutes(1);
  private static final Duration PURGE_LEEWAY = Duration.ofMinutes(10);

  private final Settings settings;
  private final Database database;
  private final ServerKeys keys;
  private final Optional<JwtKeys> jwtKeys;
  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();
  private final Background background = new Background(2);

  /** For what waits for other servers, and would keep the rest waiting. */
  private final Background others = new Background(1);

  private final Counters counters = new Counters();
  private final AuditTrail trail;
  private final Audit audit;
  private final List<Purge.Expired> expired = new ArrayList<>();
  private Runnable bridge = () -> {};
  private Optional<JmxRegistration> jmx = Optional.empty();

  private Assembly(Settings settings, Database database) {
    this.settings = settings;
    this.database = database;
    this.trail = new AuditTrail(settings.operation().audit(), database, prefix(), counters);
    this.audit =
        settings.defence().audit()
            ? Audit.toLog(clock, counters, trail.queues())
            : Audit.off(clock, counters, trail.queues());
    KeyTable keyTable = new KeyTable(database, settings.database().tablePrefix());
    this.keys = new ServerKeys(keyTable, clock, random);
    this.jwtKeys =
        settings.gate().schemes().contains(Scheme.BEARER)
            ? Optional.of(JwtKeys.open(settings.jwt(), keyTable, clock, random))
            : Optional.empty();
  }

  /**
   * Connects to the database, makes or checks the tables, and holds the settings against it.
   *
   * @throws dev.portcullis.config.ConfigException if the database is away, or something in it is
   *     not as the settings say; nothing is left open
   */
  static Assembly open(Settings settings, OurLoader loader) {
    Database database = DatabaseOpener.open(settings, loader == OurLoader.OF_APPLICATION);
    try {
      return new Assembly(settings, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Everything that serves requests, with our endpoints at {@code ownPaths}. */
  ContextRuntime runtime(
      OwnPaths ownPaths, Set<String> sessionParameters, String contextPath, Runnable ending) {
    GateSettings gateSettings = settings.gate();
    Set<Scheme> schemes = EnumSet.copyOf(gateSettings.schemes());
    Users users = users();
    Identities identities =
        new Identities(nameOf(gateSettings.principalName()), gateSettings.rolePrefix());

    Optional<BadTokens> badTokens = badTokens();
    Optional<UserTokens> staticTokens = Optional.empty();
    if (schemes.contains(Scheme.TOKEN)) {
      staticTokens = Optional.of(staticTokens(users, identities));
    }
    Optional<JwtSessions> sessions = Optional.empty();
    Optional<AccessTokens> accessTokens = Optional.empty();
    Optional<Revocations> revocations = Optional.empty();
    if (jwtKeys.isPresent()) {
      Keys own = jwtKeys.get().own();
      JwtPolicy policy = jwtPolicy(settings.jwt());
      JwtVerifier verifier = new JwtVerifier(own, jwtKeys.get().issuers(), policy, clock);
      revocations = revocations();
      SessionTokens tokens =
          new SessionTokens(new JwtSigner(own, policy), verifier, users, badTokens);
      accessTokens = Optional.of(new AccessTokens(verifier, users, identities, revocations));
      sessions = Optional.of(sessions(users, tokens, revocations));
      background.once("Getting ready for tokens", own.current().signing()::prepare);
      background.repeat("Following our keys", JwtKeys.FOLLOW, jwtKeys.get().ownFollower());
      if (!settings.jwt().keys().trustedIssuers().isEmpty()) {
        others.repeatFromNowOn(
            "Following others' keys", JwtKeys.FOLLOW, jwtKeys.get().issuersFollower());
      }
    }

    Optional<LoginThrottle> throttle = throttle();
    Optional<Purge> purge = purge();
    LiveReadings readings =
        new LiveReadings(counters, database, users, revocations, badTokens, purge, clock);
    if (settings.operation().jmx()) {
      jmx = Optional.of(jmx(readings, throttle, badTokens, contextPath));
      // Not at start: a container that has no MBean server yet would make it first.
      background.once(jmx.get()::open);
    }
    CredentialReader credentials = new CredentialReader(schemes, gateSettings.tokenSources());
    PasswordHashes hashes = new PasswordHashes(Passwords.policy(settings.passwords()), random);
    PasswordLogin passwordLogin = passwordLogin(users, hashes, throttle);
    Authenticator authenticator = new Authenticator(staticTokens, accessTokens, identities);
    Clients clients = new Clients(settings.defence().trustedProxies());
    TokenGuard tokenGuard = new TokenGuard(authenticator, badTokens, clients, audit, counters);
    Optional<Browsers> browsers = browsers(ownPaths, tokenGuard, sessions);
    RequestActions actions =
        new RequestActions(
            new Logins(
                passwordLogin,
                authenticator,
                staticTokens,
                sessions,
                new LoginAudit(audit, keys.forFailedLogins()),
                counters),
            tokenGuard,
            new ErrorResponse(
                gateSettings.schemes().get(0),
                credentials.headers(),
                new Cors(Set.copyOf(settings.browsers().corsOrigins())),
                browsers),
            browsers,
            clients,
            audit,
            counters);
    Gate gate =
        new Gate(
            credentials,
            gateSettings.rules(),
            ownPaths,
            actions,
            gateOptions(gateSettings, sessionParameters));
    EndpointOptions endpointOptions =
        new EndpointOptions(
            gateSettings.login() == GateSettings.Login.TOKEN,
            new Profile(gateSettings.profile()),
            () -> jwtKeys.map(all -> all.own().current().publicJwkSet()).orElse(Map.of()),
            new OperatorEndpoints(
                settings.operation().health()
                    ? Optional.of(new Health(database, revocations, clock))
                    : Optional.empty(),
                settings.operation().metrics(),
                readings));
    return new ContextRuntime(
        gate,
        new Endpoints(
            gate,
            actions,
            staticTokens,
            sessions,
            endpointOptions,
            optionalEndpoints(
                users,
                hashes,
                passwordLogin,
                identities,
                accessTokens,
                // What Django keeps is Django's to end and to tell of; the settings say so.
                instance(staticTokens, StaticTokens.class),
                instance(sessions, Sessions.class),
                tokenGuard)),
        () -> {
          background.start();
          trail.start();
          others.start();
        },
        ending);
  }

  private static <T> Optional<T> instance(Optional<? super T> part, Class<T> type) {
    return part.filter(type::isInstance).map(type::cast);
  }

  /**
   * Nothing where cookies are off, no session could be in them, or there is no place to sign in.
   */
  private Optional<Browsers> browsers(
      OwnPaths ownPaths, TokenGuard tokens, Optional<JwtSessions> sessions) {
    BrowserSettings wanted = settings.browsers();
    Optional<String> loginPath = ownPaths.pathOf(EndpointKind.LOGIN);
    if (wanted.cookies() == BrowserSettings.Cookies.OFF
        || sessions.isEmpty()
        || loginPath.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Browsers(wanted, loginPath.get(), tokens, sessions.get()));
  }

  private OptionalEndpoints optionalEndpoints(
      Users users,
      PasswordHashes hashes,
      PasswordLogin passwordLogin,
      Identities identities,
      Optional<AccessTokens> accessTokens,
      Optional<StaticTokens> staticTokens,
      Optional<Sessions> sessions,
      TokenGuard tokens) {
    return new OptionalEndpoints(
        passwordChange(users, hashes, passwordLogin, staticTokens, sessions),
        wanted(settings.oauth().revocation(), new TokenRevocation(staticTokens, sessions)),
        wanted(
            settings.oauth().introspection(),
            new TokenIntrospection(staticTokens, accessTokens, sessions, identities)),
        settings.oauth().clients(),
        tokens);
  }

  private static <T> Optional<T> wanted(boolean isWanted, T part) {
    return isWanted ? Optional.of(part) : Optional.empty();
  }

  private Optional<PasswordChange> passwordChange(
      Users users,
      PasswordHashes hashes,
      PasswordLogin passwordLogin,
      Optional<StaticTokens> staticTokens,
      Optional<Sessions> sessions) {
    PasswordChangeSettings change = settings.passwords().change();
    return Passwords.column(database, settings)
        .filter(column -> change.enabled())
        .map(
            column ->
                new PasswordChange(
                    users,
                    passwordLogin,
                    new NewPasswords(change.minLength(), hashes),
                    new CredentialChange(database, column, prefix()),
                    passwordMarks(),
                    staticTokens,
                    sessions,
                    clock));
  }

  private Users users() {
    JwtSettings jwt = settings.jwt();
    Users users =
        new Users(
            new UserTable(database, UserMappings.of(settings)),
            passwordMarks(),
            new Staleness(jwt.userCheck(), jwt.staleLimit()),
            clock);
    background.repeat("Reading users again", jwt.userCheck().dividedBy(2), users::follow);
    return users;
  }

  private Optional<BadTokens> badTokens() {
    int limit = settings.defence().badTokenLimit();
    return limit == 0
        ? Optional.empty()
        : Optional.of(new BadTokens(limit, random.nextLong(), clock));
  }

  private Optional<LoginThrottle> throttle() {
    DefenceSettings defence = settings.defence();
    if (!defence.lockout()) {
      return Optional.empty();
    }
    FailedLoginTable table = new FailedLoginTable(database, prefix());
    expired.add(table::deleteOver);
    return Optional.of(
        new LoginThrottle(
            table,
            keys.forFailedLogins(),
            new LoginLimits(defence.lockoutAfter(), defence.lockoutMax()),
            clock));
  }

  private PasswordLogin passwordLogin(
      Users users, PasswordHashes hashes, Optional<LoginThrottle> throttle) {
    return new PasswordLogin(
        users,
        hashes,
        Runtime.getRuntime().availableProcessors(),
        Passwords.column(database, settings)
            .filter(column -> settings.passwords().upgrade())
            .map(
                column ->
                    new PasswordUpgrade(
                        column, new SessionTable(database, prefix()), passwordMarks())),
        throttle);
  }

  private PasswordMarks passwordMarks() {
    byte[] key = keys.forPasswordMarks();
    return switch (settings.database().tokenStore()) {
      case PORTCULLIS -> new PasswordMarks(key);
      case DJANGO -> new DjangoPasswordMarks(key);
    };
  }

  private UserTokens staticTokens(Users users, Identities identities) {
    StaticTokenSettings token = settings.staticTokens();
    return switch (settings.database().tokenStore()) {
      case PORTCULLIS -> {
        StaticTokens tokens =
            new StaticTokens(
                new TokenTable(database, prefix()),
                users,
                identities,
                keys.forStaticTokens(token),
                new StaticTokenPolicy(token.lifetime(), token.idle(), token.perLogin()),
                clock,
                random);
        if (token.lifetime().isPresent() || token.idle().isPresent()) {
          expired.add(tokens::deleteOver);
        }
        yield tokens;
      }
      case DJANGO ->
          new DjangoStaticTokens(new DjangoTokenTable(database), users, identities, clock, random);
    };
  }

  private JwtSessions sessions(
      Users users, SessionTokens tokens, Optional<Revocations> revocations) {
    SessionPolicy policy = sessionPolicy(settings.jwt());
    expired.add(new RevocationTable(database, prefix())::deleteOver);
    return switch (settings.database().tokenStore()) {
      case PORTCULLIS -> {
        SessionTable table = new SessionTable(database, prefix());
        expired.add(table::deleteExpired);
        yield new Sessions(table, users, tokens, policy, revocations, audit, clock, random);
      }
      case DJANGO ->
          new DjangoSessions(
              new OutstandingTable(database, prefix()),
              users,
              tokens,
              policy,
              new SuccessorIds(keys.forSuccessors()),
              revocations,
              clock,
              random);
    };
  }

  private Optional<Purge> purge() {
    Duration keep = settings.operation().audit().keep();
    trail
        .table()
        .ifPresent(
            table -> expired.add((before, limit) -> table.deleteBefore(before.minus(keep), limit)));
    if (expired.isEmpty()) {
      return Optional.empty();
    }
    Purge purge = new Purge(new LeaseTable(database, prefix()), expired, PURGE_LEEWAY, clock);
    background.repeat("Taking away what has expired", PURGE_EVERY, purge::run);
    return Optional.of(purge);
  }

  private JmxRegistration jmx(
      LiveReadings readings,
      Optional<LoginThrottle> throttle,
      Optional<BadTokens> badTokens,
      String contextPath) {
    Unlocking unlocking =
        new Unlocking(throttle, badTokens, new LoginAudit(audit, keys.forFailedLogins()));
    return new JmxRegistration(new GateBean(readings, this::keyIds, unlocking), contextPath);
  }

  private Optional<Revocations> revocations() {
    JwtSettings jwt = settings.jwt();
    if (!jwt.revocation()) {
      return Optional.empty();
    }
    Duration matters = jwt.accessLifetime().plus(jwt.leeway()).plusSeconds(1);
    Revocations revocations =
        new Revocations(
            new RevocationTable(database, prefix()),
            matters,
            // A pass takes its time, too: without a second one a healthy database would be late.
            jwt.revocationPoll().multipliedBy(3).plus(jwt.staleLimit()),
            clock);
    revocations.follow();
    background.repeat("Following the revocations", jwt.revocationPoll(), revocations::follow);
    return Optional.of(revocations);
  }

  private String prefix() {
    return settings.database().tablePrefix();
  }

  /** What kind of database was found. */
  String database() {
    return database.dialect().name();
  }

  /** Where it is written down what happens. */
  Audit audit() {
    return audit;
  }

  /** Algorithm and id of each JWT key; empty without JWT. */
  List<String> keyIds() {
    return jwtKeys.map(JwtKeys::describe).orElse(List.of());
  }

  /** At the end, this is to be done before anything else. */
  void closeFirst(Runnable bridge) {
    this.bridge = bridge;
  }

  /** Ends the background, then closes the connection pool, if it is ours. */
  @Override
  public void close() {
    ContainerBridge.close(bridge);
    jmx.ifPresent(JmxRegistration::close);
    jwtKeys.ifPresent(JwtKeys::close);
    others.close();
    background.close();
    trail.close();
    database.close();
  }

  private static Function<UserRow, String> nameOf(GateSettings.PrincipalName name) {
    return switch (name) {
      case USERNAME -> UserRow::username;
      case ID -> UserRow::id;
      // Somebody without an address still needs a name.
      case EMAIL -> user -> user.email().orElse(user.username());
    };
  }

  private static JwtPolicy jwtPolicy(JwtSettings jwt) {
    return new JwtPolicy(
        jwt.issuer(), jwt.audience(), jwt.leeway(), jwt.typ() == JwtSettings.Typ.AT_JWT);
  }

  private static SessionPolicy sessionPolicy(JwtSettings jwt) {
    return new SessionPolicy(
        jwt.accessLifetime(),
        jwt.refreshLifetime(),
        jwt.refreshRotate(),
        jwt.refreshGrace(),
        jwt.sessionMax());
  }

  private static GateOptions gateOptions(GateSettings gate, Set<String> sessionParameters) {
    return new GateOptions(
        gate.mode() == GateSettings.Mode.REPORT,
        gate.checkDispatch(),
        sessionParameters,
        gate.sessionAttribute(),
        gate.requestAttribute());
  }
}
