/**
 * Where HTTP is spoken: the gate in front of the application, and Portcullis' own endpoints.
 *
 * <p>A request, each line one file:
 *
 * <pre>
 * Gate                 admit, or answer; then the chain
 *   RequestPath          the container's decoded path, or refuse
 *   CredentialReader     header or opted-in place: none, one, or refuse
 *   CookieIdentity       else the cookies, if the request may use them; renewed where they are over
 *   Authenticator        credential to identity
 *   AccessRules          method, path, identity: pass, or what is missing
 *   GatedRequest         getUserPrincipal, isUserInRole, login, logout, authenticate
 *   ErrorResponse        what is refused becomes HTTP: JSON, or by BrowserRefusals what people see
 * </pre>
 *
 * <p>{@link dev.portcullis.web.PortcullisFilter} and the servlets may be named in a {@code
 * web.xml}; the rest is internal and may change in any release.
 */
@NullMarked
package dev.portcullis.web;

import org.jspecify.annotations.NullMarked;
