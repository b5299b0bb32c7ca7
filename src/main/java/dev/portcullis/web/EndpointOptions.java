package dev.portcullis.web;

/**
 * What the deployer may choose about the endpoints.
 *
 * @param loginGivesStaticToken whether {@code login/} answers with the static token and not with a
 *     pair
 * @param profile what {@code profile/} tells
 */
public record EndpointOptions(boolean loginGivesStaticToken, Profile profile) {}
