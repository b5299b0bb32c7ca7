package dev.portcullis.boot;

import static java.lang.System.Logger.Level.DEBUG;

import dev.portcullis.audit.AuditEvent;
import dev.portcullis.config.PasswordSettings;
import dev.portcullis.jwt.JwtSigner;
import dev.portcullis.jwt.JwtVerifier;
import dev.portcullis.jwt.KeyRing;
import dev.portcullis.jwt.Keys;
import dev.portcullis.keys.KeptKeys;
import dev.portcullis.keys.KeyFollower;
import dev.portcullis.password.PasswordHashes;
import dev.portcullis.session.AccessTokens;
import dev.portcullis.session.Authenticator;
import dev.portcullis.session.Identities;
import dev.portcullis.session.LoginThrottle;
import dev.portcullis.session.Logins;
import dev.portcullis.session.PasswordLogin;
import dev.portcullis.session.Purge;
import dev.portcullis.session.Revocations;
import dev.portcullis.session.SessionTokens;
import dev.portcullis.session.Sessions;
import dev.portcullis.session.Users;
import dev.portcullis.store.FailedLoginTable;
import dev.portcullis.store.KeyTable;
import dev.portcullis.store.LeaseTable;
import dev.portcullis.store.RevocationTable;
import dev.portcullis.store.Schema;
import dev.portcullis.store.SessionTable;
import dev.portcullis.store.TokenTable;
import dev.portcullis.store.UserTable;
import dev.portcullis.web.Browsers;
import dev.portcullis.web.Clients;
import dev.portcullis.web.ContextRuntime;
import dev.portcullis.web.CredentialReader;
import dev.portcullis.web.EndpointKind;
import dev.portcullis.web.EndpointOptions;
import dev.portcullis.web.Endpoints;
import dev.portcullis.web.ErrorResponse;
import dev.portcullis.web.Gate;
import dev.portcullis.web.OptionalEndpoints;
import dev.portcullis.web.OwnPaths;
import dev.portcullis.web.PortcullisFilter;
import dev.portcullis.web.RequestActions;
import java.util.List;

/**
 * Loads, while the database is being opened, what a start wants of us after that: at a cold start
 * each class is found, read and verified for the first time, and together that takes about as long
 * as a connection.
 *
 * <p>Nothing depends on it. What fails here fails again, and is told, where the classes are used.
 */
final class EarlyLoading {
  private static final System.Logger LOG = System.getLogger(EarlyLoading.class.getName());

  private static final List<Class<?>> WANTED =
      List.of(
          Schema.class,
          UserTable.class,
          KeyTable.class,
          KeptKeys.class,
          Keys.class,
          KeyRing.class,
          KeyFollower.class,
          EndpointKind.class,
          Registration.class,
          PortcullisFilter.class,
          OwnPaths.class,
          Users.class,
          Identities.class,
          TokenTable.class,
          JwtVerifier.class,
          JwtSigner.class,
          Revocations.class,
          RevocationTable.class,
          SessionTokens.class,
          AccessTokens.class,
          Sessions.class,
          SessionTable.class,
          FailedLoginTable.class,
          LoginThrottle.class,
          Purge.class,
          LeaseTable.class,
          CredentialReader.class,
          PasswordLogin.class,
          PasswordHashes.class,
          Authenticator.class,
          Browsers.class,
          RequestActions.class,
          Logins.class,
          ErrorResponse.class,
          Clients.class,
          Gate.class,
          EndpointOptions.class,
          ContextRuntime.class,
          Endpoints.class,
          OptionalEndpoints.class,
          Banner.class,
          AuditEvent.class);

  private EarlyLoading() {}

  /** Loads them on this thread. */
  static void load(PasswordSettings passwords) {
    try {
      for (Class<?> type : WANTED) {
        Class.forName(type.getName(), true, type.getClassLoader());
      }
      PasswordHashes.encodedLength(Passwords.policy(passwords));
    } catch (ClassNotFoundException | IllegalArgumentException | LinkageError e) {
      LOG.log(DEBUG, "Loading classes early failed", e);
    }
  }
}
