package dev.tocsin.ingest.format;

import java.net.URI;
import java.util.Optional;

/** What the sender of an answer is told. */
public sealed interface Reply {

    /** 202 with the ids, as all sources get. */
    Reply STANDARD = new Standard();

    /** 202 with the ids. */
    record Standard() implements Reply {}

    /**
     * A body of the vendor's or the browser's own kind.
     *
     * @param body
     *            may be empty
     * @param later
     *            said once more afterwards, at an address that came with the request; empty for nothing
     */
    record Own(int status, String contentType, String body, Optional<Later> later) implements Reply {

        /** 200, and nothing afterwards. */
        public Own(String contentType, String body) {
            this(200, contentType, body, Optional.empty());
        }

        /** The same, with something said afterwards. */
        public Own and(Later said) {
            return new Own(status, contentType, body, Optional.of(said));
        }
    }

    /**
     * A message to an address that the vendor gave for it.
     *
     * @param to
     *            checked: the vendor's own; secret
     * @param json
     *            the message
     */
    record Later(URI to, String json) {

        @Override
        public String toString() {
            return "Later[" + to.getHost() + "]";
        }
    }
}
