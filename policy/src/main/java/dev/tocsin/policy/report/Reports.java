package dev.tocsin.policy.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.ReportIntake;
import dev.tocsin.policy.model.ReportIntake.Impact;
import dev.tocsin.policy.model.ReportIntake.Link;

/**
 * What customers and staff may report by one policy: the services and impacts to choose from, and the links that are open.
 * What the policy leaves out follows from the rest of it, so that reports work without a section {@code reports}.
 */
public final class Reports {

    /** Format of the alerts that reports become, whatever the road. */
    public static final String FORMAT = "report";

    /** Name of these alerts, and their label {@code alertname}. */
    public static final String ALERT_NAME = "ReportedProblem";

    /** Label with the name of the impact. */
    public static final String IMPACT = "impact";

    private final ReportIntake intake;
    private final List<String> services;
    private final List<Impact> impacts;
    private final String serviceLabel;

    /** Those of a policy. */
    public Reports(Policy policy) {
        intake = policy.handling().reports();
        services = intake.services().isEmpty()
                ? policy.handling().services().nodes().keySet().stream().sorted().toList()
                : intake.services();
        impacts = intake.impacts().isEmpty()
                ? policy.severities().stream().map(level -> new Impact(level.id(), level.title(), level.id())).toList()
                : intake.impacts();
        serviceLabel = policy.serviceLabels().stream().findFirst().orElse("service");
    }

    /** Services to choose from; may be empty. */
    public List<String> services() {
        return services;
    }

    /** Services to choose from on a form. */
    public List<String> services(Link link) {
        return link.services().isEmpty() ? services : link.services();
    }

    /** Answers to "how bad is it?", most severe first; never empty. */
    public List<Impact> impacts() {
        return impacts;
    }

    /** An impact by its name, or the first one that has this severity. */
    public Optional<Impact> impact(String word) {
        var wanted = word.strip().toLowerCase(Locale.ROOT);
        return impacts.stream().filter(impact -> impact.name().toLowerCase(Locale.ROOT).equals(wanted)).findFirst().or(
                () -> impacts.stream().filter(impact -> impact.severity().toLowerCase(Locale.ROOT).equals(wanted))
                        .findFirst());
    }

    /** A service to choose from, as the policy writes it. */
    public Optional<String> service(String word) {
        var wanted = word.strip().toLowerCase(Locale.ROOT);
        return services.stream().filter(service -> service.toLowerCase(Locale.ROOT).equals(wanted)).findFirst();
    }

    /** First label by which the policy names the service of an alert. */
    public String serviceLabel() {
        return serviceLabel;
    }

    /** Whether the contact of a reporter is kept out of alerts and pages. */
    public boolean confidential() {
        return intake.confidential();
    }

    /** All links. */
    public List<Link> links() {
        return intake.links();
    }

    /**
     * The link behind an address, if it works now.
     *
     * @param key
     *            as signed in the address
     */
    public Optional<Link> link(String name, int key, Instant now) {
        return intake.links().stream().filter(link -> link.name().equals(name) && link.key() == key && link.until()
                .filter(until -> !until.isAfter(now)).isEmpty()).findFirst();
    }

    /** Id of the severity that a report's impact declares. */
    public Optional<String> severity(Alert alert) {
        return alert.getFormat().equals(FORMAT)
                ? impact(alert.getLabels().getOrDefault(IMPACT, "")).map(Impact::severity)
                : Optional.empty();
    }
}
