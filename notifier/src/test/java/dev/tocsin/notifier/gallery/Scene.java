package dev.tocsin.notifier.gallery;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.PAGE_MISSED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.ROOM;
import static dev.tocsin.event.NotificationKind.TASK_DUE;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;

import java.time.Duration;
import java.util.List;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Resolution;
import dev.tocsin.notifier.fixture.Notifications;

/**
 * A notification of the gallery, at the time at which it is sent.
 *
 * @param after
 *            time since the incident began
 */
record Scene(String title, Notifications notification, Duration after) {

    /** From the page to the follow-up. */
    static List<Scene> all() {
        return List.of(new Scene("Page", a(PAGE).alsoTold("bob"), Duration.ofMinutes(2)), new Scene("Missed page", a(
                PAGE_MISSED).state(IncidentState.ACKNOWLEDGED, "bob").late(), Duration.ofMinutes(50)), new Scene(
                        "Acknowledged", a(ACKNOWLEDGED).state(IncidentState.ACKNOWLEDGED, "alice"), Duration.ofMinutes(
                                5)), new Scene("Status update", a(UPDATED).on("update/1", "number", "1", "text",
                                        "A release leaks memory. We roll it back.", "by", "alice", "status",
                                        "identified", "next-update", NOON.plusSeconds(2_100).toString()).state(
                                                IncidentState.ACKNOWLEDGED, "alice"), Duration.ofMinutes(20)),
                new Scene("Resolved", a(RESOLVED).state(IncidentState.RESOLVED, "alice").with(it -> it.setResolution(
                        new Resolution("Memory leak in 4.2.0", "Release 4.2.1", "one in ten orders failed", ""))),
                        Duration.ofMinutes(45)), new Scene("First post of the incident channel", a(ROOM).on("room",
                                "fields", "severity,what,impact,since,status,commander,next-update", "severity", "SEV1",
                                "what", "12 % of requests fail", "impact", "customers are affected", "since",
                                NOON.toString(), "status", "investigating", "commander", "carol", "next-update", NOON
                                        .plusSeconds(900).toString()), Duration.ofMinutes(1)), new Scene(
                                                "Follow-up due",
                                                a(TASK_DUE).on("task/c1/due", "task", "c1", "text",
                                                        "Write the timeline, to the minute", "owner", "scribe", "dueAt",
                                                        NOON.plus(Duration.ofHours(48)).toString()).state(
                                                                IncidentState.RESOLVED, "alice"), Duration.ofHours(
                                                                        45)));
    }
}
