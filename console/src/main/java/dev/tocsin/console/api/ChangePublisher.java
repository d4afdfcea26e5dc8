package dev.tocsin.console.api;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.tocsin.console.api.view.IncidentRow;
import dev.tocsin.console.api.view.NotificationView;
import dev.tocsin.console.live.LiveFeed;
import dev.tocsin.console.projection.Change;
import dev.tocsin.console.projection.Projection;

/**
 * Publishes stream events for changes of the projection. All clients get the same stream, so it contains no confidential
 * contents; cleared clients read these by ID.
 */
public final class ChangePublisher implements Consumer<Set<Change>> {

    private final Projection projection;
    private final PolicyInForce policy;
    private final LiveFeed feed;

    public ChangePublisher(Projection projection, PolicyInForce policy, LiveFeed feed) {
        this.projection = projection;
        this.policy = policy;
        this.feed = feed;
    }

    @Override
    public void accept(Set<Change> changes) {
        changes.forEach(this::announce);
    }

    private void announce(Change change) {
        switch (change) {
            case Change.IncidentChanged(var id) -> projection.incident(id).ifPresentOrElse(
                    incident -> feed.publish("incident", Json.of(IncidentRow.of(incident, policy.pages(incident
                            .ladder()), false))),
                    () -> feed.publish("forgotten", Json.of(Map.of("id", id))));
            case Change.TimelineGrew(var id) -> feed.publish("timeline", Json.of(Map.of("incidentId", id)));
            case Change.MessageChanged(var incidentId, var messageId) -> projection.message(incidentId, messageId)
                    .ifPresent(message -> feed.publish("notification", Json.of(NotificationView.of(message, false))));
            case Change.Quarantined(var id) -> feed.publish("quarantine", Json.of(Map.of("id", id)));
            case Change.SourceHeard(var source) -> feed.publish("source", Json.of(Map.of("source", source)));
            case Change.ChannelTested(var id) -> feed.publish("channel-test", Json.of(Map.of("id", id)));
            case Change.SilenceChanged(var id) -> feed.publish("silence", Json.of(Map.of("id", id)));
            case Change.OnCallChanged(var id) -> feed.publish("oncall", Json.of(Map.of("id", id)));
            case Change.PolicyPublished(var version) -> feed.publish("policy", Json.of(Map.of("version", version)));
        }
    }
}
