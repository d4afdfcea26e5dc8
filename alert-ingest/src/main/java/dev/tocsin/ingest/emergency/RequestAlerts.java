package dev.tocsin.ingest.emergency;

import java.time.Instant;
import java.util.List;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.policy.CompiledPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the alerts of a request that could not be stored, by the policy at hand. */
final class RequestAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(RequestAlerts.class);

    private RequestAlerts() {}

    /** Its alerts, without beats of heartbeats; none if it cannot be read. Never throws. */
    static List<Alert> of(Source source, Incoming incoming, CompiledPolicy policy, Instant now) {
        if (!source.format().carriesAlerts()) {
            return List.of();
        }
        try {
            return source.format().read(incoming, policy::mapping) instanceof Reading.Alerts read
                    ? read.alerts().stream().filter(alert -> !isBeat(alert, policy, now)).toList()
                    : List.of();
        } catch (RuntimeException ours) {
            LOG.error("emergency: cannot read request {} of source {}", incoming.id(), source.name(), ours);
            return List.of();
        }
    }

    private static boolean isBeat(Alert alert, CompiledPolicy policy, Instant now) {
        return policy.heartbeats().beatenBy(alert, it -> policy.facts(it, policy.serviceKey(it), now)).isPresent();
    }
}
