package dev.tocsin.policy;

import dev.tocsin.policy.read.PolicyErrors;

/** A policy that uses every section once, in the words of the contract. */
final class WholeLanguage {

    static final String TEXT = """
            policy: whole
            time-zone: Europe/Berlin
            calendars:
              office: {zone: America/New_York, days: [mon, tue, wed, thu, fri], hours: ["09:00-17:00"], holidays: [2026-12-25]}
              support: {hours: ["08:00-12:00", "13:00-24:00"], holidays: [2026-12-24, {country: de, region: by}]}
            service: {labels: [service]}
            services:
              checkout: {depends-on: [payments, orders-db], system: shop}
              payments: {depends-on: [checkout], system: shop}
              orders-db: {}
              search:
            symptoms:
              api-errors: {title: High API error rate, runbook: "https://runbooks/api", steps: [Check the error log, Roll back]}
            sources:
              prometheus: {expire: 1h}
              "*": {expire: 7d}
            severities:
              - id: SEV1
                title: Down
                ladder: urgent
                quiet: 30m
                reopen: 2h
                plan: major
                page-within: 4h
                clocks: {respond: 15m, assess: 10m, first-update: 15m, mitigate: 30m, resolve: 4h, review: 48h}
              - {id: SEV2, ladder: urgent, clocks: {respond: {within: 1d, calendar: office, warn-at: 80%}}}
              - {id: SEV3, ladder: urgent}
            defaults:
              lower: true
              max-age: 14d
              set: {environment: "{env}"}
            rules:
              - id: errors
                reason: Do requests fail?
                when: labels.kind == "errors" && !businessHours("office")
                severity: SEV1
                respond: 5m
                clocks: {mitigate: 20m, resolve: {within: 2d, calendar: office}}
                threshold: {alerts: 5, within: 10m}
                window: 1h
                similar: 0.6
                resolve: first
                lower: false
                inactive: 6h
                set: {symptom: api-errors, confidential: true}
              - {id: phrase, when: 'text.lowerAscii().contains("connection refused")', severity: SEV2, correlate-by: [system]}
            fallback: {severity: SEV3, resolve: person}
            windows:
              nights: {times: ["22:00-24:00", "00:00-06:00"], zone: Europe/Berlin}
              month-end: [{days: [fri, "mon:wed"], days-of-month: ["-3:-1", 1], months: ["1:3", dec], years: [2026, "2028:2030"]}]
            routing:
              name: everything
              notify: [on-call]
              group-wait: 30s
              group-interval: 5m
              repeat: 4h
              routes:
                - when: kind="errors"
                  continue: true
                  ladder: urgent
                - {when: labels.kind == "slow", notify: [], group-by: ["..."], mute: [nights], active: [month-end]}
            flapping: {transitions: 6, within: 30m, leave: 2, quiet: 15m}
            silences:
              - id: backups
                when: 'alertname="BackupSlow"'
                author: dba
                reason: Nightly backup
                every: {days: [mon, tue], from: "02:00", to: "03:30", zone: Europe/London}
                from: 2026-01-01T00:00:00Z
                until: 2027-01-01
            maintenance:
              - {id: upgrade, services: [orders-db], author: dba, reason: Upgrade, from: "2026-03-02T10:00", until: "2026-03-02T12:00"}
            inhibit:
              - {id: cluster-down, source: 'alertname="ClusterDown"', target: 'severity=~"warning|info"', equal: [cluster]}
              - {id: dependency-down, source: 'alertname="Down"', target: 'alertname="UpstreamErrors"', along: dependencies}
            storms:
              - {id: flood, by: source, alerts: 200, within: 1m, leave: 20, severity: SEV2, ladder: calm, except: [SEV1], hold: 5s}
              - {id: one-rule, by: rule, alerts: 50, within: 30s, severity: SEV3}
            heartbeats:
              - {name: nightly-backup, every: 1d, grace: 30m, service: billing, severity: SEV2}
              - {name: watchdog, every: 5m, service: monitoring, match: 'alertname="Watchdog", cluster="eu"'}
            reports:
              services: [checkout, payments]
              impacts:
                - {name: down, title: Nothing works, severity: SEV1}
                - {name: slow, title: It is slow, severity: SEV2}
              links:
                - {name: support-desk, title: Tell us, from: staff, until: 2027-06-30, key: 2}
                - {name: acme, services: [checkout], confidential: true, zone: UTC}
            emergency: {after: 3m, match: 'severity="critical"', notify: dba, channel: phone, pages: 7}
            changes: {look-back: 6h}
            dependents: fold
            roles: [commander, communicator, scribe]
            escalations: {legal: [lead], security: [on-call, lead], second: months}
            operator: [lead]
            plans:
              major:
                channel: {on: chat, name: "incident-{date}-{brief}"}
                ticket: {on: tracker, project: OPS}
                status-page: {on: page, when: customer-facing}
                war-room: "https://meet.example.org/{id}"
                updates: {inside: 15m, outside: 30m, first-outside: 15m, remind-before: 3m, by: communicator, escalate: [lead]}
                first-update: {fields: [severity, what, impact, since, who, next-update]}
              minor:
                channel: {on: chat, shared: C0123}
            stakeholders:
              - {id: customer-success, when: incident.customerFacing, notify: [lead], on: [declared, mitigated, resolved]}
              - {id: management, when: 'severity="SEV1"', notify: lead, on: [declared, breached]}
            follow-ups:
              - severities: [SEV1, SEV2]
                review: {within: 5d, calendar: office, template: blameless}
                checklist: [{task: Document the timeline, within: 24h, owner: scribe}, {task: Remove mitigations}]
            ladders:
              urgent:
                steps:
                  - {after: 0m, notify: [on-call, {primary: [dba], secondary: [dba-backup], secondary-after: 5m}]}
                  - {after: 5m, notify: [lead, primary], when: incident.rank <= 2}
                  - {after: 10m, notify: {primary: dba, secondary: lead, secondary-after: 2m}}
                acknowledges: 2
                acknowledge-expires: 30m
                on-raise: jump-in
                exhausted: {notify: [lead, dba], every: 30m}
              calm: {steps: []}
              low: {steps: [{notify: [on-call]}], exhausted: {digest: true}}
            targets:
              on-call: [inbox]
              lead: [{channel: mail, address: lead@example.org}]
              dba: [{channel: phone, address: "+15550100"}, inbox]
              dba-backup: [inbox]
              nina:
                reach: [inbox, {channel: phone, address: "+15550111"}, {channel: mail, address: nina@example.org}]
                zone: Europe/Zurich
                contact:
                  - {severities: [SEV1], steps: [{after: 0m, by: mail}, {after: 2m, by: [phone]}]}
                  - {severities: SEV2, only: [{days: [mon], from: "08:00", to: "20:00"}], during: office, steps: [{by: phone}]}
                  - {outside: support, steps: [{after: 5m, by: phone}]}
                quiet-hours: {severities: [SEV3], only: {from: "22:00", to: "07:00"}, instead: mail}
            schedules:
              primary:
                zone: Europe/London
                layers:
                  - {name: weeks, people: [lead, [dba, dba-backup], []], rotate: weekly, handover: tue 10:00, from: 2026-01-05, until: 2028-01-01}
                  - {people: dba, shifts: [mon 09:00, fri 17:00], from: "2026-01-05T08:00", only: {days: [sat, sun]}, during: support}
                  - {people: [dba-backup], only: [{from: "22:00", to: "06:00"}], outside: office}
                overrides: {people: [lead, dba], from: "2026-12-24T09:00", until: 2026-12-27}
                swaps: [{between: [lead, dba], from: 2026-08-01, until: 2026-08-15}]
              months: {layers: {people: [lead, dba], rotate: monthly, handover: 3 08:00, from: 2026-01-01}}
            channels:
              inbox: {type: inbox}
              mail: {type: email, host: smtp, from: a@b, cleared: true}
              chat: {type: teams, webhook-url: {env: TEAMS}}
              room: {type: slack, token: {env: SLACK}}
              phone: {type: voice, account: AC1, token: {env: VOICE}, from: "+15550199"}
              text: {type: sms, account: AC1, token: {env: SMS}, from: "+15550199", throttle: {messages: 10, within: 5m}}
              genie: {type: opsgenie, api-key: {env: GENIE}}
              page: {type: statuspage, api-key: {env: PAGE}, page: abc, components: {checkout: [8kbf7d35c070, 9x], "*": 7q}}
              tracker: {type: linear, api-key: {env: LINEAR}, team: ENG}
            """;

    private WholeLanguage() {}

    static CompiledPolicy load() {
        try {
            return PolicyLoader.load("whole.yml", TEXT);
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong.getMessage(), wrong);
        }
    }
}
