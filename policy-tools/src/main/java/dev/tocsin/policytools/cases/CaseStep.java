package dev.tocsin.policytools.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.CommandKind;
import dev.tocsin.policy.yaml.SourcePosition;

/** Something that happens in a case. */
public sealed interface CaseStep {

    /** How long after the step before it. */
    Duration after();

    /**
     * A source tells of an alert.
     *
     * @param identity
     *            what its source knows it by; empty: made of source, name and labels
     * @param times
     *            how often; {@code {n}} in its texts is 1, 2, 3 ...
     * @param every
     *            time between two of them
     */
    record Told(Duration after, AlertStatus status, String identity, String source, String format, String name,
            String summary, String description, Map<String, String> labels, Map<String, String> annotations,
            Map<String, Double> values, int times, Duration every) implements CaseStep {

        public Told {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
            values = Map.copyOf(values);
        }
    }

    /**
     * A person commands.
     *
     * @param via
     *            where the person is: {@code slack}, {@code pagerduty} ...
     * @param incident
     *            which incident, by its number in the order of opening, from 1
     * @param arguments
     *            of the command; {@code into} and {@code to} may be {@code #2}, the second incident, and {@code alerts} are
     *            words out of the names, summaries and labels of alerts
     */
    record Commanded(Duration after, SourcePosition place, CommandKind kind, String by, String via, String note,
            int incident,
            Map<String, String> arguments) implements CaseStep {

        public Commanded {
            arguments = Map.copyOf(arguments);
        }
    }

    /**
     * Something was changed.
     *
     * @param service
     *            service key under which it comes
     */
    record Changed(Duration after, String id, String service, String kind, String source, String author, String summary,
            Map<String, String> labels) implements CaseStep {

        public Changed {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * A person sets a silence.
     *
     * @param until
     *            when it ends; empty: after {@code lasting}
     * @param services
     *            whose alerts it hides; with some it is a maintenance window
     */
    record Silenced(Duration after, String id, String when, List<String> services, String author, String reason,
            Duration lasting, Optional<Instant> until) implements CaseStep {

        public Silenced {
            services = List.copyOf(services);
        }
    }

    /** Nothing but time passes. */
    record Waited(Duration after) implements CaseStep {}
}
