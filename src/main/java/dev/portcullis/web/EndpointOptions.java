package dev.portcullis.web;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What the endpoints answer beyond the contract, as the deployer has it.
 *
 * @param loginGivesStaticToken whether {@code login/} answers with the static token and not with a
 *     pair
 * @param profile what {@code profile/} tells
 * @param publicKeys the JWK set of {@code jwks.json} as it is now
 * @param operators what those ask who keep the application running
 */
public record EndpointOptions(
    boolean loginGivesStaticToken,
    Profile profile,
    Supplier<Map<String, ?>> publicKeys,
    OperatorEndpoints operators) {}
