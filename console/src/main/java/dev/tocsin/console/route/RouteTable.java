package dev.tocsin.console.route;

import static dev.tocsin.console.route.Route.admin;
import static dev.tocsin.console.route.Route.open;
import static dev.tocsin.console.route.Route.responder;
import static dev.tocsin.console.route.Route.viewer;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.console.http.PageFiles;
import dev.tocsin.console.oidc.OidcConfig;
import dev.tocsin.console.report.ReportTable;
import dev.tocsin.runtime.OpsAnswer;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.Commands;

/**
 * Every route of the console, with the least role that may use it. {@link Routes} serves no other: a new route begins with a
 * row here. Rows of commands come from {@link Commands}, those of the page from {@link PageFiles}, those of reports as
 * CSV from {@link ReportTable}.
 */
public final class RouteTable {

    private static final List<Route> API = List.of(
            open(GET, "/login/oidc", "Begins a login at the OpenID Connect provider."),
            open(GET, OidcConfig.CALLBACK, "Ends a login at the OpenID Connect provider."),
            open(GET, "/api/session", "Tells who is logged in."),
            open(POST, "/api/session", "Logs in with a token."),
            open(DELETE, "/api/session", "Logs out."),
            admin(DELETE, "/api/sessions/{person}", "Ends all sessions of a person."),
            admin(GET, "/api/audit", "Lists who changed what, newest first."),

            viewer(GET, "/api/incidents", "Lists incidents."),
            viewer(GET, "/api/incidents/{id}", "Shows an incident with its timeline and notifications."),
            viewer(GET, "/api/incidents/{id}/values", "Shows the numbers that came with the alerts of an incident."),
            viewer(GET, "/api/incidents/{id}/review",
                    "Writes the review document of an incident, in the form of Accept."),
            viewer(GET, "/api/incidents/{id}/review.json", "Writes the review document of an incident as JSON."),
            viewer(GET, "/api/incidents/{id}/review.md", "Writes the review document of an incident as Markdown."),
            viewer(GET, "/api/incidents/{id}/review.html", "Writes the review document of an incident as a page."),
            viewer(GET, "/api/alerts", "Lists the alerts of open incidents, firing ones first."),
            viewer(GET, "/api/deliveries",
                    "Lists the newest notifications with their deliveries, and the outcomes by channel."),
            responder(POST, "/api/channels/{channel}/test",
                    "Sends one test message by a channel to a target, and tells what came back."),
            viewer(GET, "/api/inbox", "Lists the messages of the built-in inbox, newest first."),
            viewer(GET, "/api/quarantine", "Lists requests that Tocsin could not read, newest first."),
            responder(POST, "/api/quarantine/replay", "Replays quarantined requests."),
            viewer(GET, "/api/sources", "Lists the sources of alerts with their health."),
            viewer(GET, "/api/status", "Tells whether the pipeline works, and what the console has read."),
            viewer(GET, "/api/stream", "Follows changes as server-sent events."),
            viewer(GET, "/api/at", "Shows the board at a moment in the past."),

            viewer(GET, "/api/reports", "Computes figures over a period."),
            viewer(GET, "/api/services",
                    "Lists the services, what they depend on, their open incidents and who is paged first."),

            viewer(GET, "/api/policy", "Describes the policy in force, and what it lets people choose from."),
            viewer(GET, "/api/policy/text", "Answers the text of the policy in force."),
            viewer(POST, "/api/policy/route",
                    "Tells where an alert with some labels would go and who would be paged, and sends nothing."),
            viewer(GET, "/api/commands", "Lists the commands on incidents."),
            viewer(GET, "/api/openapi.json", "Describes the API in OpenAPI 3.1."),

            viewer(GET, "/api/silences", "Lists silences and maintenance windows."),
            responder(POST, "/api/silences", "Creates a silence or a maintenance window."),
            viewer(POST, "/api/silences/preview",
                    "Tells what a silence would hide now, and with past what it would have hidden; writes nothing."),
            responder(DELETE, "/api/silences/{id}", "Ends a silence now."),

            viewer(GET, "/api/oncall", "Tells who is on call now and in the next 14 days."),
            responder(POST, "/api/oncall", "Sets an override or a swap of a schedule."),
            responder(DELETE, "/api/oncall/{id}", "Undoes an override or a swap."),

            viewer(GET, "/api/explain/incidents/{id}", "Explains the decisions about an incident."),
            viewer(GET, "/api/explain/notifications/{id}", "Explains the decisions about a notification."),
            viewer(GET, "/api/explain/alerts", "Explains the decisions about an alert."),
            viewer(GET, "/api/explain/silences/{id}", "Tells what a silence hid."),
            viewer(GET, "/api/explain/people/{person}", "Explains why a person was paged or not."),

            viewer(GET, "/api/v2/status", "Status, as Alertmanager answers it."),
            viewer(GET, "/api/v2/receivers", "Receivers, as Alertmanager lists them."),
            viewer(GET, "/api/v2/alerts", "Firing alerts, as Alertmanager lists them."),
            viewer(GET, "/api/v2/alerts/groups", "Firing alerts by incident, as Alertmanager groups them."),
            viewer(GET, "/api/v2/silences", "Silences, as Alertmanager lists them."),
            responder(POST, "/api/v2/silences", "Creates a silence as Alertmanager does."),
            viewer(GET, "/api/v2/silence/{id}", "A silence, as Alertmanager shows it."),
            responder(DELETE, "/api/v2/silence/{id}", "Ends a silence as Alertmanager does."));

    private static final List<Route> ALL = Stream.of(OpsAnswer.PATHS.stream().sorted().map(path -> open(GET, path,
            "Health or metrics of the console.")), PageFiles.login().stream().map(file -> open(GET, file.path(),
                    "A file of the login.")), PageFiles.others().stream().map(file -> viewer(GET, file.path(),
                            "A file of the page.")), API.stream(), Arrays.stream(
                                    ReportTable.values()).map(table -> viewer(GET, table.path(), table.summary())),
            Commands.all().stream().map(
                    RouteTable::command)).flatMap(rows -> rows).toList();

    private RouteTable() {}

    /** All rows. */
    public static List<Route> all() {
        return ALL;
    }

    /** The row of a command. */
    public static Route command(CommandSpec spec) {
        return new Route(POST, "/api/incidents/{id}/" + spec.name(), Optional.of(spec.role()), spec.sentence());
    }
}
