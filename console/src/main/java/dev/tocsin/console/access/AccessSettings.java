package dev.tocsin.console.access;

import static dev.tocsin.runtime.setting.Setting.flag;
import static dev.tocsin.runtime.setting.Setting.items;
import static dev.tocsin.runtime.setting.Setting.number;
import static dev.tocsin.runtime.setting.Setting.secret;
import static dev.tocsin.runtime.setting.Setting.span;
import static dev.tocsin.runtime.setting.Setting.text;

import java.time.Duration;
import java.util.List;

import dev.tocsin.runtime.setting.Setting;

/** Settings that say who may use the console. */
public final class AccessSettings {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Access token. */
    public static final Setting<String> TOKEN = secret("console.token",
            "Shared access token with role admin, at least 16 characters; this, `console.tokens.file` or `console.oidc.issuer`"
                    + " is required unless `http.host` is loopback.");

    /** Access token for people with clearance. */
    public static final Setting<String> TOKEN_CLEARED = secret("console.token.cleared",
            "Second shared token, for people who may read confidential incidents.");

    /** Tokens with roles. */
    public static final Setting<String> TOKENS_FILE = text("console.tokens.file", "",
            "File with the tokens that `tocsin token` makes, read again when it changes. `tocsin up` uses `tokens.json` of its"
                    + " data folder if that exists.");

    /** Whether it may be open. */
    public static final Setting<Boolean> UNPROTECTED = flag("console.unprotected", false,
            "`true` allows another `http.host` without a login, for a console behind a proxy that authenticates users.");

    /** Further host names. */
    public static final Setting<List<String>> HOSTS = items("console.hosts",
            "Additional host names for access without a login.");

    /** Public address. */
    public static final Setting<String> URL = text("console.url", "",
            "Address under which browsers reach the console, such as https://tocsin.example.org; required for"
                    + " `console.oidc.issuer`. With https, cookies are sent over https only.");

    /** Whether the cookie needs https. */
    public static final Setting<Boolean> COOKIE_SECURE = flag("console.cookie.secure", false,
            "`true` if people use https by a proxy; not needed with `http.tls.certificate`, or if `console.url` begins with"
                    + " https.");

    /** Proxies in front. */
    public static final Setting<List<String>> PROXIES = items("console.proxies",
            "Addresses of proxies whose `X-Forwarded-For` names the client, such as 10.0.0.0/8.");

    /** Key of sessions. */
    public static final Setting<String> SESSION_KEY = secret("console.session.key",
            "Encrypts sessions; at least 32 characters, the same for all consoles. Without it and `console.token`, a restart"
                    + " ends all sessions.");

    /** Longest time without use. */
    public static final Setting<Duration> SESSION_IDLE = span("console.session.idle", SHORTEST, Duration.ofHours(4),
            "A session ends after this time without a key or click on the page.");

    /** Longest session. */
    public static final Setting<Duration> SESSION_LONGEST = span("console.session.longest", SHORTEST, Duration.ofHours(
            12), "A session ends after this time in any case.");

    /** Login attempts. */
    public static final Setting<Integer> LOGINS = number("console.limit.logins", 1, 10,
            "Login attempts for each client address and minute, and shared tokens that are wrong.");

    /** Requests that change something. */
    public static final Setting<Integer> WRITES = number("console.limit.writes", 1, 1_200,
            "Requests that change something, for each caller and minute.");

    /** The provider. */
    public static final Setting<String> OIDC_ISSUER = text("console.oidc.issuer", "",
            "Issuer of the OpenID Connect provider at which people log in, such as https://login.example.org/realms/ops.");

    /** Client at the provider. */
    public static final Setting<String> OIDC_CLIENT_ID = text("console.oidc.client.id", "",
            "ID of the client that the provider has for the console.");

    /** Its secret. */
    public static final Setting<String> OIDC_CLIENT_SECRET = secret("console.oidc.client.secret",
            "Secret of that client; none for a public client.");

    /** What is asked for. */
    public static final Setting<List<String>> OIDC_SCOPES = items("console.oidc.scopes",
            "Scopes to ask for besides `openid`; without this setting `profile` and `email`.");

    /** Claim with the name. */
    public static final Setting<String> OIDC_NAME_CLAIM = text("console.oidc.claim.name", "preferred_username",
            "Claim of the ID token that names the person in timelines and in the audit; else `email`, else `sub`.");

    /** Claim with what the role follows from. */
    public static final Setting<String> OIDC_ROLE_CLAIM = text("console.oidc.claim.roles", "groups",
            "Claim of the ID token with the values that roles follow from; dots lead into objects, as in `realm_access.roles`.");

    /** Values that make an admin. */
    public static final Setting<List<String>> OIDC_ADMINS = items("console.oidc.admins",
            "Values of that claim whose holders are admins.");

    /** Values that make a responder. */
    public static final Setting<List<String>> OIDC_RESPONDERS = items("console.oidc.responders",
            "Values of that claim whose holders are responders; `*` is everybody who can log in.");

    /** Values that make a viewer. */
    public static final Setting<List<String>> OIDC_VIEWERS = items("console.oidc.viewers",
            "Values of that claim whose holders are viewers; `*` is everybody who can log in.");

    /** Values that clear. */
    public static final Setting<List<String>> OIDC_CLEARED = items("console.oidc.cleared",
            "Values of that claim whose holders may read confidential incidents.");

    /** All. */
    public static final List<Setting<?>> ALL = List.of(TOKEN, TOKEN_CLEARED, TOKENS_FILE, UNPROTECTED, HOSTS, URL,
            COOKIE_SECURE, PROXIES, SESSION_KEY, SESSION_IDLE, SESSION_LONGEST, LOGINS, WRITES, OIDC_ISSUER,
            OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_SCOPES, OIDC_NAME_CLAIM, OIDC_ROLE_CLAIM, OIDC_ADMINS,
            OIDC_RESPONDERS, OIDC_VIEWERS, OIDC_CLEARED);

    private AccessSettings() {}
}
