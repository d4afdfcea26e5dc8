package dev.tocsin.notifier.channel.slack;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.event.Acknowledgement;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.slack.SlackApi.Result;
import dev.tocsin.policy.channel.ServiceNames;
import dev.tocsin.policy.model.Vendor;

/**
 * Invites people to an incident's own channel (docs.slack.dev, "conversations.invite"): whom it pages, who acknowledged it, who has
 * a role, and the members of the user groups of its service ("usergroups.users.list"). To a confidential incident's channel only
 * those with a role, whom somebody chose. An invitation that fails undoes no message; the next message tries again.
 */
final class SlackInvitations {

    /** How many Slack takes at once. */
    private static final int AT_ONCE = 100;
    private static final Set<String> THERE_ALREADY = Set.of("already_in_channel", "cant_invite_self");

    private final SlackApi api;
    private final KnownRooms known;
    private final ServiceNames groups;

    SlackInvitations(SlackApi api, KnownRooms known, ServiceNames groups) {
        this.api = api;
        this.known = known;
        this.groups = groups;
    }

    /** Why not all were invited; empty as a rule. */
    Optional<String> invite(String room, Dispatch dispatch) {
        var failures = new ArrayList<String>();
        var people = new LinkedHashSet<>(people(dispatch));
        if (!dispatch.notification().getIncident().getConfidential()) {
            groups.of(dispatch.notification().getIncident().getService()).stream().filter(group -> !known.isInvited(
                    room, group))
                    .forEach(group -> people.addAll(members(room, group, failures)));
        }
        var missing = people.stream().filter(id -> !known.isInvited(room, id)).toList();
        for (var from = 0; from < missing.size(); from += AT_ONCE) {
            invite(room, missing.subList(from, Math.min(missing.size(), from + AT_ONCE)), failures);
        }
        return failures.stream().findFirst();
    }

    private static List<String> people(Dispatch dispatch) {
        var incident = dispatch.notification().getIncident();
        var roles = incident.getRoles().values().stream();
        var names = incident.getConfidential()
                ? roles
                : Stream.of(dispatch.notification().getAlsoTold().stream(), Stream.of(incident.getAcknowledgedBy()),
                        incident
                                .getAcknowledgements().stream().map(Acknowledgement::getBy), roles).flatMap(it -> it);
        return names.distinct().flatMap(name -> dispatch.accounts().of(Vendor.SLACK, name).stream()).distinct()
                .toList();
    }

    private List<String> members(String room, String group, List<String> failures) {
        return switch (api.read("usergroups.users.list", Map.of("usergroup", group))) {
            case Result.Done(var json) -> {
                known.invited(room, List.of(group));
                yield json.path("users").valueStream().map(id -> id.asString("")).filter(Vendor.SLACK::fits).toList();
            }
            case Result.Failed(var code, _) -> {
                failures.add("members of user group " + group + " not invited: " + said(code) + (code.equals(
                        "missing_scope")
                                ? "; allow the bot usergroups:read"
                                : ""));
                yield List.of();
            }
        };
    }

    private void invite(String room, List<String> people, List<String> failures) {
        var body = Map.<String, Object>of("channel", room, "users", String.join(",", people), "force", true);
        switch (api.write("conversations.invite", SlackPayload.json(body))) {
            case Result.Done _ -> known.invited(room, people);
            case Result.Failed(var code, _) when THERE_ALREADY.contains(code) -> known.invited(room, people);
            case Result.Failed(var code, _) -> failures.add("people not invited: " + said(code) + (code.equals(
                    "missing_scope")
                            ? "; allow the bot channels:manage and, for private channels, groups:write, or set 'invite: false'"
                            : ""));
        }
    }

    private static String said(String code) {
        return code.isEmpty() ? "Slack did not answer" : "Slack answered " + code;
    }
}
