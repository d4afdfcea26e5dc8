package dev.tocsin.policy.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What customers and staff may say when they report a problem, and the links under which they may without an account.
 *
 * @param services
 *            services to choose from; empty: those of the service graph
 * @param impacts
 *            answers to "how bad is it?", most severe first; empty: one for each severity
 * @param confidential
 *            whether the contact of every reporter is kept out of alerts and pages
 * @param links
 *            forms for people without an account
 */
public record ReportIntake(List<String> services, List<Impact> impacts, boolean confidential, List<Link> links) {

    /** The policy says nothing of reports. */
    public static final ReportIntake NONE = new ReportIntake(List.of(), List.of(), false, List.of());

    public ReportIntake {
        services = List.copyOf(services);
        impacts = List.copyOf(impacts);
        links = List.copyOf(links);
    }

    /** Who reports. */
    public enum Reporter {
        CUSTOMER, STAFF
    }

    /**
     * An answer to "how bad is it?".
     *
     * @param name
     *            in labels, the API and the Slack command
     * @param title
     *            for the reporter
     * @param severity
     *            id of the severity of the alert where no rule matches it
     */
    public record Impact(String name, String title, String severity) {
        public Impact {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(severity, "severity");
        }
    }

    /**
     * A form without an account, behind a signed address.
     *
     * @param name
     *            of the link
     * @param title
     *            headline of the form
     * @param reporter
     *            who has the address
     * @param services
     *            services to choose from; empty: those of the policy's reports
     * @param until
     *            when it stops to work; empty: not by itself
     * @param key
     *            part of the signed address; another number revokes the address
     * @param confidential
     *            whether the contact of the reporter is kept out of alerts and pages
     */
    public record Link(String name, String title, Reporter reporter, List<String> services, Optional<Instant> until,
            int key, boolean confidential) {
        public Link {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(reporter, "reporter");
            services = List.copyOf(services);
            Objects.requireNonNull(until, "until");
        }
    }
}
