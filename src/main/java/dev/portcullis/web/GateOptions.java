package dev.portcullis.web;

import java.util.Optional;
import java.util.Set;

/**
 * How the gate goes about its work.
 *
 * @param reportOnly what would be refused is logged and passes
 * @param checkDispatch the rules hold for forwards and includes too
 * @param sessionParameters names of path parameters that carry a container's session id
 * @param sessionAttribute the attribute of an existing session that gets the principal's name
 * @param requestAttribute the attribute of the request that gets the principal's name
 */
public record GateOptions(
    boolean reportOnly,
    boolean checkDispatch,
    Set<String> sessionParameters,
    Optional<String> sessionAttribute,
    Optional<String> requestAttribute) {}
