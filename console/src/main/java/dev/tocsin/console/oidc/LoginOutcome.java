package dev.tocsin.console.oidc;

import dev.tocsin.console.access.Grant;

/** What became of a login at the provider. */
public sealed interface LoginOutcome {

    /** The person may use the console. */
    record LoggedIn(Grant grant) implements LoginOutcome {}

    /** The person may not. */
    record Refused(Reason reason, String detail) implements LoginOutcome {}

    /** Why a login failed; {@code login.js} has a sentence for each code. */
    enum Reason {
        /** The answer belongs to no attempt of this browser, or came too late. */
        EXPIRED("expired"),
        /** The provider refused, or the person turned back. */
        DENIED("denied"),
        /** The provider does not answer, or not as it must. */
        PROVIDER("provider"),
        /** The ID token is not valid for this console. */
        INVALID("invalid"),
        /** No value of the claim gives a role. */
        NO_ROLE("no-role");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** Its name in the audit and in the address of the login page. */
        public String code() {
            return "login-" + code;
        }
    }
}
