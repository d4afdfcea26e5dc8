package dev.tocsin.notifier.channel.publicpage;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.channel.publicpage.PublicPage.Found;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.policy.channel.ServiceNames;

/**
 * Keeps an incident on a status page: publishes, updates and resolves it. A confidential incident is never published; one that
 * became confidential is resolved without a word. No vendor knows a repeat, so in doubt the page is searched first.
 */
public final class PublicPageChannel implements Channel {

    private final PublicPage page;
    private final ServiceNames components;

    /** A channel to this page, with the components that its settings name. */
    public PublicPageChannel(ChannelSettings settings, PublicPage page) {
        this.page = page;
        this.components = settings.text("components").map(ServiceNames::parse).orElse(ServiceNames.NONE);
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var announcement = new Announcement(dispatch, components);
        if (announcement.isConfidential() && !announcement.isOver()) {
            return new Outcome.Rejected("the incident is confidential, and the status page is public", 0);
        }
        var known = dispatch.first().map(Receipts.Receipt::text);
        if (known.isPresent()) {
            return updated(announcement, known.get());
        }
        return announcement.isFirst() ? page.create(announcement) : inDoubt(announcement);
    }

    private Outcome inDoubt(Announcement announcement) {
        return switch (page.find(announcement)) {
            case Found.Open(var id) -> page.update(announcement, id);
            case Found.Nothing _ -> unlessOver(announcement);
            case Found.Unknown(var why) -> why;
        };
    }

    /** What a person removed or resolved there is believed at the end, and published again when there is more to say. */
    private Outcome updated(Announcement announcement, String id) {
        var outcome = page.update(announcement, id);
        var isGone = outcome instanceof Outcome.Rejected refused && (refused.status() == 404 || refused
                .status() == 422);
        return isGone ? unlessOver(announcement) : outcome;
    }

    private Outcome unlessOver(Announcement announcement) {
        return announcement.isOver() ? new Outcome.Delivered("", 0) : page.create(announcement);
    }
}
