package dev.tocsin.policy.read;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.SilenceKind;
import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.policy.suppress.TimeWindow;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads the lists {@code silences} and {@code maintenance}. */
final class SilenceReader {

    private static final String SILENCE = "[{id: backups, when: ..., author: ..., reason: ...}]";
    private static final String MAINTENANCE = "[{id: upgrade, services: [orders-db], author: ..., reason: ...}]";

    private final Conditions conditions;
    private final Times times;
    private final Names names;
    private final Findings findings;

    SilenceReader(Conditions conditions, Times times, Findings findings) {
        this.conditions = conditions;
        this.times = times;
        this.names = new Names("silence", findings);
        this.findings = findings;
    }

    List<Silence> silences(Section policy) {
        return read(policy.items("silences", SILENCE), SectionKind.SILENCE, SilenceKind.SILENCE);
    }

    List<Silence> maintenance(Section policy) {
        return read(policy.items("maintenance", MAINTENANCE), SectionKind.MAINTENANCE, SilenceKind.MAINTENANCE);
    }

    private List<Silence> read(List<YamlNode> items, SectionKind form, SilenceKind kind) {
        var silences = new ArrayList<Silence>();
        for (var item : items) {
            Section.of(item, form, findings).ifPresent(section -> silences.add(silence(section, kind)));
        }
        return silences;
    }

    private Silence silence(Section section, SilenceKind kind) {
        var id = section.neededScalar("id", "nightly-backup");
        id.ifPresent(names::give);
        var author = section.neededScalar("author", "dba");
        var reason = section.neededScalar("reason", "Nightly backup");
        if (kind == SilenceKind.SILENCE) {
            section.needed("when", "alertname=\"BackupSlow\"");
        } else {
            section.needed("services", "[orders-db]");
        }
        var when = conditions.alert(section, "when").orElse(Condition.ALWAYS);
        var services = section.words("services", "[orders-db]");
        var zone = times.zone(section);
        var from = times.moment(section, "from", zone);
        var until = times.moment(section, "until", zone);
        ordered(section, from, until);
        return new Silence(text(id), kind, when, services.stream().map(Scalar::text).toList(), from, until,
                windows(section, zone), text(author), text(reason));
    }

    private void ordered(Section section, Optional<Instant> from, Optional<Instant> until) {
        if (from.isPresent() && until.isPresent() && !until.get().isAfter(from.get())) {
            findings.add(section.node("until").orElse(section.whole()).place(), "'until' must be after 'from'",
                    "write a later time, or remove it");
        }
    }

    private List<TimeWindow> windows(Section section, ZoneId zone) {
        var windows = new ArrayList<TimeWindow>();
        section.node("every").ifPresent(node -> {
            var items = node instanceof YamlNode.Mapping
                    ? List.of(node)
                    : Section.items(node, "'every'", "[{days: [mon], from: \"02:00\", to: \"03:30\"}]", findings);
            for (var item : items) {
                Section.of(item, SectionKind.WINDOW, findings).flatMap(window -> window(window, zone))
                        .ifPresent(windows::add);
            }
        });
        return windows;
    }

    private Optional<TimeWindow> window(Section section, ZoneId fallback) {
        var days = times.days(section, "days");
        var from = times.timeOfDay(section, "from");
        var to = times.timeOfDay(section, "to");
        var zone = section.node("zone").isEmpty() ? fallback : times.zone(section);
        return from.flatMap(start -> to.map(end -> new TimeWindow(days, start, end, zone)));
    }

    private static String text(Optional<Scalar> scalar) {
        return scalar.map(Scalar::text).orElse("");
    }
}
