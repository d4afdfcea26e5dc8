package dev.tocsin.policy.read;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.classify.RuleInForce;
import dev.tocsin.policy.condition.ConditionReader;
import dev.tocsin.policy.mapping.AlertMapping;
import dev.tocsin.policy.message.MessageTemplate;
import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Practice;
import dev.tocsin.policy.model.ServiceGraph;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.oncall.OnCall;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads a whole policy file, from what is named to what names it, so that every name is known when it is used. */
public final class PolicyReader {

    /** Labels that name the service when the policy does not list its own. */
    public static final List<String> SERVICE_LABELS = List.of("service", "service_name", "app", "application", "job",
            "LoadBalancer", "TargetGroup", "DBInstanceIdentifier", "DBClusterIdentifier", "FunctionName", "QueueName",
            "ClusterName", "AutoScalingGroupName", "InstanceId", "namespace", "project", "projects");

    private final Findings findings;

    public PolicyReader(Findings findings) {
        this.findings = findings;
    }

    /**
     * What was read.
     *
     * @param policy
     *            as written
     * @param rules
     *            the same rules, compiled, the fallback last
     * @param mappings
     *            how JSON of any shape becomes alerts, by the name of the source
     * @param messages
     *            how messages are worded; the first that is for one counts
     */
    public record Reading(Policy policy, List<RuleInForce> rules, Map<String, AlertMapping> mappings,
            List<MessageTemplate> messages) {

        public Reading {
            rules = List.copyOf(rules);
            mappings = Map.copyOf(mappings);
            messages = List.copyOf(messages);
        }
    }

    /** Reads what there is; only meaningful when nothing was reported. */
    public Optional<Reading> read(YamlNode root) {
        return Section.of(root, SectionKind.POLICY, findings).map(this::read);
    }

    private Reading read(Section section) {
        var name = section.neededScalar("policy", "my-team");
        name.ifPresent(it -> Section.checkName(it, "policy", findings));
        var zone = Times.zone(section, "time-zone", findings).orElse(ZoneOffset.UTC);
        var times = new Times(zone, findings);
        var calendars = section.node("calendars").map(new CalendarReader(times, findings)::read).orElse(Map.of());
        var conditions = new Conditions(new ConditionReader(calendars), findings);
        var deadlines = new DeadlineReader(calendars, findings);
        var channels = channels(section);
        var severities = section.needed("severities", "[{id: SEV1, title: Critical, ladder: urgent}]")
                .map(node -> new SeverityReader(names(section, "ladders"), names(section, "plans"), deadlines, findings)
                        .read(node)).orElse(List.of());
        var targets = targets(section, channels, new ContactReader(severities.stream().map(SeverityLevel::id).toList(),
                new RestrictionReader(calendars, times, findings), times, findings));
        var ladders = ladders(section, conditions);
        var handling = handling(section, severities, times, conditions, new EmergencyReader(conditions, targets,
                channels,
                findings));
        var practice = practice(section, severities, channels, calendars, schedules(section, calendars, times),
                conditions, zone);
        var rules = rules(section, severities, ladders, deadlines, conditions);
        var routing = routing(section, ladders, times, conditions);
        var routes = section.node("routing").flatMap(routing::read);
        var all = new LinkedHashMap<>(ladders);
        all.putAll(routing.ladders());
        return new Reading(new Policy(name.map(Scalar::text).orElse(""), serviceLabels(section), severities,
                rules.stream().map(RuleInForce::rule).toList(), all, targets, channels, console(section), handling,
                practice, routes), rules, section.node("mappings").map(new MappingReader(findings)::read).orElse(Map
                        .of()), new MessagesReader(channels, names(section, "channels"), findings).read(section));
    }

    private AlertHandling handling(Section section, List<SeverityLevel> severities, Times times,
            Conditions conditions, EmergencyReader emergencies) {
        var services = section.node("services").map(new ServiceGraphReader(findings)::read).orElse(ServiceGraph.NONE);
        return new HandlingReader(new SilenceReader(conditions, times, findings),
                new InhibitionReader(conditions, findings),
                new StormReader(ids(severities), names(section, "ladders"), findings),
                new HeartbeatReader(conditions, ids(severities), findings),
                new ReportReader(ids(severities), times, findings), emergencies, findings)
                .read(section, services);
    }

    private Practice practice(Section section, List<SeverityLevel> severities, Map<String, ChannelSpec> channels,
            Map<String, BusinessCalendar> calendars, Map<String, OnCall> schedules, Conditions conditions,
            ZoneId zone) {
        var targets = notified(section);
        var plans = new PlanReader(channels, names(section, "channels"), PracticeReader.roleNames(section),
                targets, conditions, findings);
        return new PracticeReader(targets, findings).read(section, calendars, schedules,
                section.node("plans").map(plans::read).orElse(Map.of()),
                new StakeholderReader(conditions, targets, findings).read(section),
                new AftermathReader(ids(severities), new DeadlineReader(calendars, findings), findings).read(section),
                zone);
    }

    private RoutingReader routing(Section section, Map<String, Ladder> ladders, Times times,
            Conditions conditions) {
        var windows = section.node("windows").map(new WindowReader(times, findings)::read).orElse(Map.of());
        return new RoutingReader(ladders, names(section, "ladders"), notified(section), windows, conditions, findings);
    }

    private static Set<String> ids(List<SeverityLevel> severities) {
        return severities.stream().map(SeverityLevel::id).collect(Collectors.toSet());
    }

    private List<RuleInForce> rules(Section section, List<SeverityLevel> severities, Map<String, Ladder> ladders,
            DeadlineReader deadlines, Conditions conditions) {
        var reader = new RuleReader(ids(severities), names(section, "ladders"), names(section, "symptoms"), deadlines,
                conditions, findings);
        section.node("defaults").ifPresent(reader::defaults);
        var rules = new ArrayList<>(
                reader.rules(section.items("rules", "[{id: ..., when: ..., severity: ...}]")));
        rules.add(section.node("fallback").flatMap(reader::fallback)
                .orElseGet(() -> reader.implied(mildestPaging(severities, ladders))));
        return rules;
    }

    /** Without a fallback, what no rule knows gets the mildest severity that still pages somebody. */
    private static String mildestPaging(List<SeverityLevel> severities, Map<String, Ladder> ladders) {
        return severities.reversed().stream().filter(level -> {
            var ladder = ladders.get(level.ladder());
            return ladder != null && !ladder.rungs().isEmpty();
        }).findFirst().or(() -> severities.stream().reduce((worse, milder) -> milder)).map(SeverityLevel::id)
                .orElse("");
    }

    private Map<String, ChannelSpec> channels(Section section) {
        var channels = new LinkedHashMap<String, ChannelSpec>();
        var reader = new ChannelReader(findings);
        for (var entry : entries(section, "channels", "{inbox: {type: inbox}}")) {
            reader.read(entry).ifPresent(channel -> channels.put(channel.name(), channel));
        }
        return channels;
    }

    private Map<String, Target> targets(Section section, Map<String, ChannelSpec> channels, ContactReader contacts) {
        var targets = new LinkedHashMap<String, Target>();
        var reader = new TargetReader(names(section, "channels"), channels, contacts, findings);
        for (var entry : entries(section, "targets", "{on-call: [{channel: inbox}]}")) {
            var target = reader.read(entry);
            targets.put(target.name(), target);
        }
        return targets;
    }

    private Map<String, Ladder> ladders(Section section, Conditions conditions) {
        var ladders = new LinkedHashMap<String, Ladder>();
        var reader = new LadderReader(notified(section), conditions, findings);
        for (var entry : entries(section, "ladders", "{urgent: {steps: [{after: 0m, notify: [on-call]}]}}")) {
            reader.read(entry).ifPresent(ladder -> ladders.put(ladder.name(), ladder));
        }
        return ladders;
    }

    private Map<String, OnCall> schedules(Section section, Map<String, BusinessCalendar> calendars, Times times) {
        var reader = new ScheduleReader(names(section, "targets"), calendars, times, findings);
        return section.node("schedules").map(reader::read).orElse(Map.of());
    }

    /** What can be told by name: targets, and whom schedules have on call. */
    private static Set<String> notified(Section section) {
        return Stream.of("targets", "schedules").flatMap(key -> names(section, key).stream())
                .collect(Collectors.toSet());
    }

    private List<YamlNode.Entry> entries(Section section, String key, String example) {
        return section.needed(key, example).flatMap(node -> Section.mapping(node, "'" + key + "'", findings))
                .map(YamlNode.Mapping::entries).orElse(List.of());
    }

    private static Set<String> names(Section section, String key) {
        return section.node(key).map(node -> node instanceof YamlNode.Mapping mapping
                ? mapping.entries().stream().map(entry -> entry.key().text()).collect(Collectors.toSet())
                : Set.<String>of()).orElse(Set.of());
    }

    private List<String> serviceLabels(Section section) {
        var service = section.node("service").flatMap(node -> Section.of(node, SectionKind.SERVICE, findings));
        if (service.flatMap(it -> it.node("labels")).isEmpty()) {
            return SERVICE_LABELS;
        }
        return service.orElseThrow().words("labels", "[service, job]").stream().map(Scalar::text).toList();
    }

    private Optional<String> console(Section section) {
        return section.node("link").flatMap(node -> Section.of(node, SectionKind.LINK, findings))
                .flatMap(link -> link.scalar("console", "https://tocsin.example.org/"))
                .flatMap(url -> {
                    if (SettingReader.judge(url.text()) == SettingReader.Url.FINE) {
                        return Optional.of(url.text());
                    }
                    findings.add(url.place(), "'console' is not an absolute http or https URL",
                            "write something like https://tocsin.example.org/");
                    return Optional.empty();
                });
    }
}
