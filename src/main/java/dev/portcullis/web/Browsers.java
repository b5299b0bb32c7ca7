package dev.portcullis.web;

import dev.portcullis.config.BrowserSettings;
import dev.portcullis.session.JwtSessions;
import dev.portcullis.session.Logins;

/**
 * People in browsers: their cookies, their login page, and what is asked of their requests in
 * return. Absent where the deployer wants none of it.
 */
public final class Browsers {
  private final SessionCookies cookies;
  private final SameOrigin origin;
  private final CookieIdentity identity;
  private final LoginPage loginPage;
  private final Pages pages;

  /**
   * @param loginPath where the endpoint {@code login/} is, from the context root on
   */
  public Browsers(
      BrowserSettings settings, String loginPath, TokenGuard tokens, JwtSessions sessions) {
    this.cookies = new SessionCookies(settings.sameSite(), settings.secure());
    this.origin = new SameOrigin(settings.secure() == BrowserSettings.Secure.TRUE);
    this.identity = new CookieIdentity(cookies, origin, tokens, sessions);
    this.pages = new Pages(settings.loginTitle(), settings.loginColor());
    this.loginPage = new LoginPage(pages, settings.loginPage(), loginPath);
  }

  CookieIdentity identity() {
    return identity;
  }

  /** What the endpoints do for browsers. */
  BrowserEndpoints endpoints(Logins logins, Clients clients) {
    return new BrowserEndpoints(logins, cookies, origin, loginPage, clients);
  }

  /** How browsers are refused. */
  BrowserRefusals refusals() {
    return new BrowserRefusals(loginPage, pages, origin);
  }
}
