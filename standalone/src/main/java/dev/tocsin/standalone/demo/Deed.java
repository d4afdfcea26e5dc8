package dev.tocsin.standalone.demo;

import java.time.Instant;
import java.util.Map;

/** What somebody or something does in the story. */
sealed interface Deed {

    /**
     * A sender posts to ingest.
     *
     * @param path
     *            such as /v1/grafana
     * @param credential
     *            which secret of the data folder signs it or goes with it
     * @param body
     *            made at the moment it is sent
     */
    record Post(String path, Credential credential, Body body) implements Deed {}

    /** Somebody gives a command on the open incident of a service. */
    record Command(String service, String command, Map<String, Object> arguments) implements Deed {}

    /** Somebody asks the console for something else. */
    record Ask(String path, Map<String, Object> body) implements Deed {}

    /** Which secret a request needs. */
    enum Credential {
        NONE, SENTRY, CLOUDWATCH, GITHUB_EVENT
    }

    /** Makes a body that happens now. */
    interface Body {
        String at(Instant now);
    }
}
