package dev.tocsin.notifier.channel.publicpage;

import dev.tocsin.notifier.delivery.Outcome;

/** A vendor's status page: one request of each kind, and how it tells incidents apart. */
public interface PublicPage {

    /** Publishes an incident, with the state of its components. */
    Outcome create(Announcement announcement);

    /** Says something new of what is published, resolves it where it is over, and sets the state of its components. */
    Outcome update(Announcement announcement, String id);

    /** Looks for what was published of an incident and is not resolved. */
    Found find(Announcement announcement);

    /** What there is of an incident on the page. */
    sealed interface Found {

        record Open(String id) implements Found {}

        record Nothing() implements Found {}

        record Unknown(Outcome why) implements Found {}
    }
}
