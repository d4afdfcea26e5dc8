package dev.tocsin.escalator;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.read.PolicyErrors;

/**
 * A policy with plans as teams write them: SEV1 has a room of its own, a status page and a war room; SEV2 a room of its own;
 * SEV3 a thread and a ticket.
 */
public final class PlannedPolicy {

    private static final String TEXT = """
            policy: planned
            severities:
              - {id: SEV1, title: Critical, ladder: sev1, plan: major}
              - {id: SEV2, title: High, ladder: sev2, plan: serious}
              - {id: SEV3, title: Low, ladder: sev3, plan: minor}
              - {id: SEV4, title: None, ladder: nobody}
            fallback: {severity: SEV3}
            roles: [commander, communicator]
            plans:
              major:
                channel: {on: chat, name: "incident-{date}-{brief}"}
                first-update: {fields: [severity, what, impact, since, status, commander, link]}
                status-page: {on: page, when: incident.customerFacing}
                war-room: "https://meet.example.org/{id}"
                updates: {inside: 15m, outside: 30m, first-outside: 10m, remind-before: 3m, by: communicator}
              serious:
                channel: {on: chat, name: "incident-{date}-{number}"}
                updates: {inside: 30m, remind-before: 5m, escalate: [boss]}
              minor:
                channel: {on: chat, shared: C0SHARED}
                ticket: {on: tracker, project: ENG}
            stakeholders:
              - {id: management, when: incident.rank == 1, notify: [boss], on: [declared, mitigated, resolved]}
              - {id: customers, when: incident.customerFacing, notify: [success], on: [declared, updated, severity-changed, mitigated, resolved, closed]}
              - {id: press, when: incident.rank == 1, notify: [press], on: [declared]}
              - {id: shared-room, when: incident.rank == 3, notify: [shared], on: [declared, mitigated, resolved]}
            ladders:
              sev1: {steps: [{notify: [on-call]}, {after: 10m, notify: [lead]}], repeat: 1, repeat-after: 2d}
              sev2: {steps: [{notify: [on-call]}], repeat: 1, repeat-after: 2d}
              sev3: {steps: [{notify: [shared]}], repeat: 1, repeat-after: 2d}
              nobody: {steps: []}
            targets:
              on-call: [pager, {channel: inbox, address: on-call}]
              lead: [{channel: inbox, address: lead}]
              communicator: [{channel: inbox, address: communicator}]
              alice: [{channel: inbox, address: alice}]
              boss: [{channel: mail, address: boss@example.org}]
              success: [{channel: chat, address: C0SUCCESS}]
              press: [{channel: mail, address: press@example.org}]
              shared: [{channel: chat, address: C0SHARED}]
            channels:
              inbox: {type: inbox, tells: [acknowledged, mitigated, resolved]}
              pager: {type: pagerduty, routing-key: {env: PAGER}, tells: [acknowledged, resolved]}
              mail: {type: email, host: smtp, from: a@b}
              chat: {type: slack, token: {env: SLACK}, tells: [acknowledged, mitigated, resolved]}
              page: {type: statuspage, api-key: {env: PAGE}, page: abc}
              tracker: {type: linear, api-key: {env: LINEAR}, team: ENG}
            link: {console: "https://tocsin.example.org/"}
            """;

    private PlannedPolicy() {}

    /** As it stands above. */
    public static Policy load() {
        return with("", "");
    }

    /** With one part of its text replaced. */
    public static Policy with(String part, String other) {
        try {
            return PolicyLoader.load("planned.yml", TEXT.replace(part, other)).policy();
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
    }
}
