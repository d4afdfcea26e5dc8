package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policytools.history.PolicyBlame;
import dev.tocsin.policytools.history.PolicyElement;
import dev.tocsin.standalone.listing.Plain;
import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tocsin policy blame}: for each page of an incident, the policy version and the change to it that made it so. */
@Command(name = "blame", description = {
        "For each page of an incident, shows the policy version, and the change to the rule, severity, ladder and schedules that made it so.",
        "Reads the console's token from TOCSIN_CONSOLE_TOKEN. Exit status: 0 success, 1 not found, 2 wrong usage."})
final class BlameCommand implements Callable<Integer> {

    /** Version of the policy that is in force until another is published. */
    private static final int BUILT_IN = 0;

    private static final String FALLBACK = "fallback";
    private static final Set<String> PAGES = Set.of("page", "ladder-exhausted");

    @Parameters(paramLabel = "INCIDENT", description = "ID of the incident.")
    private String id;

    @Mixin
    private ConsoleOption console;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var path = HttpCall.encoded(id);
        var incident = ask("/api/incidents/" + path);
        var chain = ask("/api/explain/incidents/" + path);
        var problem = List.of(incident, chain).stream().filter(answer -> !answer.isGood()).findFirst();
        if (problem.isPresent()) {
            spec.commandLine().getErr().println(problem.get().problem());
            return 1;
        }
        var texts = new PolicyTexts(options.settings(Ports.NEARBY_SOON));
        var versions = new ArrayList<PolicyVersion>(List.of(PolicyLoader.builtIn()));
        versions.addAll(texts.versions());
        print(incident.body().path("incident"), chain.body(), versions, spec.commandLine().getOut());
        return 0;
    }

    private HttpCall.Answer ask(String path) throws InterruptedException {
        return console.call().send("GET", path, Optional.empty());
    }

    /**
     * Prints pages, then origins.
     *
     * @param versions
     *            the built-in policy, then all published versions
     */
    static void print(JsonNode incident, JsonNode chain, List<PolicyVersion> versions, PrintWriter out) {
        var pages = chain.path("links").valueStream().filter(link -> link.path("stage").asString().equals("notify")
                && PAGES.contains(link.path("kind").asString())).toList();
        if (pages.isEmpty()) {
            out.println("no pages");
        }
        var blamed = new LinkedHashSet<Blamed>();
        pages.forEach(page -> {
            var version = page.path("policyVersion").asInt();
            out.printf("%s  page for %s, policy version %d: %s%n", Plain.text(page.path("at")), Plain.text(page.path(
                    "target")),
                    version, Plain.text(page.path("reason")));
            elements(incident.path("why"), incident.path("severity").asString(), Plain.text(page.path("target")),
                    version,
                    versions).forEach(element -> blamed.add(new Blamed(element, version)));
        });
        blamed.forEach(each -> PolicyBlame.of(each.element(), each.version(), versions).ifPresent(origin -> print(
                origin, out)));
        out.flush();
    }

    private record Blamed(PolicyElement element, int version) {}

    /** What of the policy decided a page, in the order of the way of an alert. */
    private static List<PolicyElement> elements(JsonNode why, String severity, String target, int version,
            List<PolicyVersion> versions) {
        var rule = why.path("ruleId").asString();
        var ladder = why.path("ladder").asString();
        var elements = new ArrayList<PolicyElement>();
        elements.add(rule.equals(FALLBACK) ? new PolicyElement(FALLBACK, "") : new PolicyElement("rules", rule));
        elements.add(new PolicyElement("severities", severity));
        elements.add(new PolicyElement("ladders", ladder));
        schedules(ladder, target, version, versions).forEach(name -> elements.add(new PolicyElement("schedules",
                name)));
        elements.add(new PolicyElement("targets", target));
        return elements;
    }

    /** Schedules of the ladder with the target on them. */
    private static List<String> schedules(String ladder, String target, int version, List<PolicyVersion> versions) {
        var text = versions.stream().filter(each -> each.getVersion() == version).findFirst();
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            var policy = PolicyLoader.load(text.get()).policy();
            var schedules = policy.practice().schedules();
            return Optional.ofNullable(policy.ladders().get(ladder)).stream().flatMap(it -> it.rungs().stream())
                    .flatMap(rung -> rung.targets().stream()).distinct().filter(name -> Optional.ofNullable(schedules
                            .get(name)).filter(schedule -> schedule.everybody().contains(target)).isPresent()).toList();
        } catch (PolicyErrors unreadable) {
            return List.of();
        }
    }

    private static void print(PolicyBlame.Origin origin, PrintWriter out) {
        var since = origin.since();
        if (since.getVersion() == BUILT_IN) {
            out.printf("%n%s: unchanged since the built-in policy%n", origin.element().words());
        } else {
            out.printf("%n%s: unchanged since version %d, by %s at %s%n", origin.element().words(), since.getVersion(),
                    since.getAuthor(), since.getPublishedAt().truncatedTo(ChronoUnit.SECONDS));
        }
        origin.changes().forEach(change -> out.println("* " + change));
        origin.before().ifPresent(before -> {
            out.printf("--- version %d%n+++ version %d%n", before.getVersion(), since.getVersion());
            origin.hunks().forEach(out::println);
        });
    }
}
