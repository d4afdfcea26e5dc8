package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A section of the document about an incident that a review discusses.
 *
 * @param kind
 *            which facts it holds
 * @param heading
 *            its heading
 * @param ask
 *            what people fill in, besides the facts
 * @param horizons
 *            of action items: time from the resolve by name, shortest first; empty where they are one list
 */
public record ReviewPart(Kind kind, String heading, List<String> ask, Map<String, Duration> horizons) {

    /** What a section holds. */
    public enum Kind {
        /** Date, duration, severity, services, roles, what happened and how it was noticed. */
        SUMMARY("Summary"),
        /** What customers felt. */
        IMPACT("Impact", "Users affected", "Requests failed", "Cost"),
        /** What happened when, to the minute. */
        TIMELINE("Timeline"),
        /** Who was paged, when it reached them, and who acknowledged. */
        RESPONSE("Response"),
        /** Response clocks that were met, and missed. */
        CLOCKS("Response times"),
        /** Cause, and changes that may have caused it. */
        CAUSES("Causes", "Technical cause", "What contributed to it", "Why it was not noticed earlier"),
        /** What ended it. */
        RESOLUTION("Resolution"),
        /** Begins with the clocks that were met. */
        WENT_WELL("What went well", "What else went well"),
        /** Begins with missed clocks and failed messages. */
        IMPROVE("What could be improved", "What else could be improved"),
        /** Follow-ups with owners and dates. */
        ACTION_ITEMS("Action items"),
        /** To be written. */
        LESSONS("Lessons learned", "What we learned"),
        /** No facts: a heading of the policy with what to fill in. */
        FREE("");

        private final String heading;
        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> ask;

        Kind(String heading, String... ask) {
            this.heading = heading;
            this.ask = List.of(ask);
        }

        /** As a policy names it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** A section of this kind as it is by default. */
        public ReviewPart standard() {
            return new ReviewPart(this, heading, ask, Map.of());
        }
    }

    /** The sections of a document where the policy names none. */
    public static final List<ReviewPart> STANDARD = Stream.of(Kind.values()).filter(kind -> kind != Kind.FREE).map(
            Kind::standard).toList();

    public ReviewPart {
        ask = List.copyOf(ask);
        horizons = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(horizons));
    }
}
