package dev.tocsin.policy.message;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.classify.Template;

/**
 * How messages of some kinds are worded on some channels. What a message must say stays whatever a template says: that it may be
 * a repeat or late, what is new and what to do about it, that it is confidential, and where to act.
 *
 * @param number
 *            its place in the policy, from 1
 * @param kinds
 *            either digests or none
 * @param channels
 *            names of channels; empty: all
 * @param headline
 *            the first line; empty: the usual one
 * @param lines
 *            the lines that describe the incident, in order; empty: the usual ones
 */
public record MessageTemplate(int number, Set<NotificationKind> kinds, Set<String> channels,
        Optional<Template> headline,
        Optional<List<Part>> lines) {

    /** Kinds that tell of several incidents. */
    public static final Set<NotificationKind> DIGESTS = Set.of(NotificationKind.DIGEST, NotificationKind.PAGE_DIGEST);

    /** Labels of lines that no template replaces, in lower case. */
    public static final Set<String> RESERVED = Set.of("acknowledge", "incident", "when done", "to do",
            "possible repeat", "late",
            "confidential");

    /** Kinds that a template is for when it names none. */
    public static final Set<NotificationKind> USUAL = Set.copyOf(EnumSet.complementOf(EnumSet.copyOf(DIGESTS)));

    public MessageTemplate {
        kinds = Set.copyOf(kinds);
        channels = Set.copyOf(channels);
        Objects.requireNonNull(headline, "headline");
        lines = lines.map(List::copyOf);
    }

    /** What makes lines. */
    public sealed interface Part {

        /** The usual line or lines. */
        record Usual(StandardLine line) implements Part {}

        /** The usual lines that no other part names, in their order. */
        record Rest() implements Part {}

        /**
         * A line of the policy's own. It is left out when all that its text, or its link, refers to is empty.
         *
         * @param link
         *            an http or https address
         */
        record Own(String label, Optional<Template> text, Optional<Template> link) implements Part {}
    }

    /** Whether it is for a message. */
    public boolean isFor(NotificationKind kind, String channel) {
        return kinds.contains(kind) && (channels.isEmpty() || channels.contains(channel));
    }

    /** Whether this one takes all that the other would. */
    public boolean covers(MessageTemplate other) {
        return kinds.containsAll(other.kinds) && (channels.isEmpty() || (!other.channels.isEmpty() && channels
                .containsAll(
                        other.channels)));
    }

    /** The first of them that is for a message. */
    public static Optional<MessageTemplate> first(List<MessageTemplate> templates, NotificationKind kind,
            String channel) {
        return templates.stream().filter(it -> it.isFor(kind, channel)).findFirst();
    }
}
