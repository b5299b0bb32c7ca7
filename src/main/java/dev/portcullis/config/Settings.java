package dev.portcullis.config;

/**
 * All that the deployer wants, checked; secrets are masked in its text.
 *
 * <p>If the gate is not enabled, everything else has its default, whatever was given.
 */
public record Settings(
    GateSettings gate,
    DatabaseSettings database,
    UsersSettings users,
    PasswordSettings passwords,
    JwtSettings jwt,
    StaticTokenSettings staticTokens,
    BrowserSettings browsers,
    OAuthSettings oauth,
    DefenceSettings defence,
    OperationSettings operation) {}
