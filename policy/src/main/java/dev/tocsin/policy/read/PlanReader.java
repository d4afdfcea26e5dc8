package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.PlanPart;
import dev.tocsin.policy.condition.IncidentCondition;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Plan;
import dev.tocsin.policy.model.Plan.Room;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code plans}: actions besides paging when an incident is declared. */
final class PlanReader {

    /** What the first word may say. */
    static final Set<String> FIRST_UPDATE = new TreeSet<>(Set.of("severity", "status", "what", "service", "symptoms",
            "impact", "since", "who", "commander", "action", "link", "next-update", "status-page"));

    private static final Pattern REFERENCE = Pattern.compile("\\{([^{}]*)}?");
    private static final Set<String> ROOM_REFERENCES = new TreeSet<>(
            Set.of("date", "number", "brief", "severity", "service", "id"));

    private final Map<String, ChannelSpec> channels;
    private final Set<String> channelNames;
    private final Set<String> roles;
    private final TargetNames targets;
    private final Conditions conditions;
    private final Findings findings;

    PlanReader(Map<String, ChannelSpec> channels, Set<String> channelNames, Set<String> roles, Set<String> targets,
            Conditions conditions, Findings findings) {
        this.channels = channels;
        this.channelNames = channelNames;
        this.roles = roles;
        this.targets = new TargetNames(targets, findings);
        this.conditions = conditions;
        this.findings = findings;
    }

    Map<String, Plan> read(YamlNode node) {
        Map<String, Plan> plans = new LinkedHashMap<>();
        for (var entry : Section.mapping(node, "'plans'", findings).map(YamlNode.Mapping::entries).orElse(List.of())) {
            Section.checkName(entry.key(), "plan", findings);
            Section.of(entry.value(), SectionKind.PLAN, findings)
                    .ifPresent(section -> plans.put(entry.key().text(), plan(entry.key().text(), section)));
        }
        return plans;
    }

    private Plan plan(String name, Section section) {
        var warRoom = section.scalar("war-room", "https://meet.example.org/{id}");
        warRoom.ifPresent(it -> references(it, Set.of("id")));
        return new Plan(name, part(section, "channel", SectionKind.PLAN_CHANNEL).flatMap(this::room),
                part(section, "ticket", SectionKind.TICKET).flatMap(this::ticket),
                part(section, "status-page", SectionKind.STATUS_PAGE).flatMap(this::statusPage),
                warRoom.map(Scalar::text), part(section, "updates", SectionKind.UPDATES).map(this::updates),
                firstUpdate(section));
    }

    private Optional<Section> part(Section plan, String key, SectionKind kind) {
        return plan.node(key).flatMap(node -> Section.of(node, kind, findings));
    }

    private Optional<String> on(Section section, PlanPart part) {
        return section.neededScalar("on", "chat")
                .filter(it -> Names.isKnown(it, "channel", channelNames, findings)).filter(it -> {
                    var spec = Optional.ofNullable(channels.get(it.text()));
                    var fits = spec.map(known -> ChannelCatalogue.known(known.type()).holds(part)).orElse(true);
                    if (!fits) {
                        findings.add(it.place(), "a channel of type " + spec.orElseThrow().type() + " cannot hold "
                                + part.words(),
                                "use a channel of type " + String.join(", ", ChannelCatalogue.holding(part)));
                    }
                    return fits;
                }).map(Scalar::text);
    }

    private Optional<Room> room(Section section) {
        var on = on(section, section.node("name").isPresent() ? PlanPart.OWN_ROOM : PlanPart.ROOM);
        var name = section.scalar("name", "incident-{date}-{brief}");
        var shared = section.scalar("shared", "C0123456789");
        name.ifPresent(it -> references(it, ROOM_REFERENCES));
        if (section.node("name").isPresent() == section.node("shared").isPresent()) {
            findings.add(section.place(), "'channel' needs exactly one of 'name' and 'shared'",
                    "write 'name: incident-{date}-{brief}' for a room of its own, or 'shared: C0123456789' for a thread");
        }
        return on.flatMap(channel -> name.<Room>map(it -> new Room.Own(channel, it.text()))
                .or(() -> shared.map(it -> new Room.Shared(channel, it.text()))));
    }

    private void references(Scalar text, Set<String> known) {
        var reference = REFERENCE.matcher(text.text());
        while (reference.find()) {
            if (!known.contains(reference.group(1))) {
                findings.add(text.at(text.text().codePointCount(0, reference.start())),
                        "unknown reference '{" + Section.shortened(reference.group(1)) + "}'",
                        Nearest.to(reference.group(1), known).map(near -> "write '{" + near + "}'")
                                .orElse("known: {" + String.join("}, {", known) + "}"));
            }
        }
    }

    private Optional<Plan.Ticket> ticket(Section section) {
        var project = section.scalar("project", "OPS").map(Scalar::text).orElse("");
        return on(section, PlanPart.TICKET).map(on -> new Plan.Ticket(on, project));
    }

    private Optional<Plan.StatusPage> statusPage(Section section) {
        var when = conditions.incident(section, "when").orElse(IncidentCondition.ALWAYS);
        return on(section, PlanPart.STATUS_PAGE).map(on -> new Plan.StatusPage(on, when));
    }

    private Plan.Updates updates(Section section) {
        var by = section.scalar("by", "communicator");
        if (!roles.isEmpty()) {
            by.ifPresent(it -> Names.isKnown(it, "role", roles, findings));
        }
        return new Plan.Updates(DurationReader.positive(section, "inside", "15m"),
                DurationReader.positive(section, "outside", "30m"), DurationReader.positive(section, "first-outside",
                        "15m"),
                DurationReader.read(section, "remind-before", "3m"), by.map(Scalar::text), section.node("escalate").map(
                        node -> targets.read(node, "'escalate'")).orElse(List.of()));
    }

    private List<String> firstUpdate(Section plan) {
        var fields = new ArrayList<String>();
        part(plan, "first-update", SectionKind.FIRST_UPDATE).ifPresent(section -> {
            section.needed("fields", "[severity, what, impact]");
            section.words("fields", "[severity, what, impact]").stream()
                    .filter(word -> Names.isKnown(word, "field", FIRST_UPDATE, findings))
                    .forEach(word -> fields.add(word.text()));
        });
        return fields;
    }
}
