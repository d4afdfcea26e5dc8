package dev.tocsin.ingest.format.alertmanager;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the alerts of one body. Each stands for itself: what cannot be read is left out, and the others are taken. */
final class GroupReading {

    private static final Logger LOG = LoggerFactory.getLogger(GroupReading.class);
    private static final int SHOWN = 80;
    /** Order in which two deliveries of one alert apply. */
    private static final Comparator<Alert> OCCURRENCE = Comparator.comparing(Alert::getStartsAt)
            .thenComparing(alert -> alert.getStatus() == AlertStatus.RESOLVED);

    /** The alerts of a body that are one: the last of them, and what was dropped. */
    private record Folded(Alert kept, int dropped, Optional<Alert> different) {

        static Folded of(Alert alert) {
            return new Folded(alert, 0, Optional.empty());
        }

        static Folded both(Folded one, Folded next) {
            var inOrder = OCCURRENCE.compare(next.kept, one.kept) >= 0;
            var later = inOrder ? next.kept : one.kept;
            var earlier = inOrder ? one.kept : next.kept;
            return new Folded(later, one.dropped + 1, says(earlier, later) ? one.different : Optional.of(earlier));
        }

        Alert alert() {
            if (dropped == 0) {
                return kept;
            }
            var remarks = new ArrayList<>(kept.getRemarks());
            remarks.add("occurs " + (dropped + 1) + " times in the body: " + different.map(other -> "last one used"
                    + "; another one has " + other.getStatus() + " since " + other.getStartsAt() + ", '" + Texts.cut(
                            other.getSummary(), SHOWN) + "', values " + new TreeMap<>(other.getValues()))
                    .orElse("all identical"));
            return Alert.newBuilder(kept).setRemarks(remarks).build();
        }

        private static boolean says(Alert one, Alert other) {
            return one.getStatus() == other.getStatus() && one.getStartsAt().equals(other.getStartsAt())
                    && one.getAnnotations().equals(other.getAnnotations()) && one.getValues().equals(other
                            .getValues());
        }
    }

    private final Group group;
    private final Incoming incoming;

    GroupReading(Group group, Incoming incoming) {
        this.group = group;
        this.incoming = incoming;
    }

    /**
     * Reads them.
     *
     * @param state
     *            how a body of its kind says whether an alert fires
     */
    Reading read(List<Fields> elements, AlertState.Reader state) {
        Map<String, Folded> byIdentity = new LinkedHashMap<>();
        List<Refusal> refusals = new ArrayList<>();
        var number = 0;
        for (var element : elements) {
            number++;
            try {
                var alert = GroupedAlert.of(element, group).toAlert(incoming, state);
                byIdentity.merge(alert.getIdentity(), Folded.of(alert), Folded::both);
            } catch (RefusedException refused) {
                refusals.add(new Refusal(refused.refusal().reason(), "Alert " + number + " of " + elements.size()
                        + ": " + refused.refusal().detail()));
            } catch (RuntimeException ours) {
                LOG.error("alert {} of request {} could not be read", number, incoming.id(), ours);
                refusals.add(new Refusal(RefusalReason.READER_FAILED, "Alert " + number + " of " + elements.size()
                        + " caused an internal error. Report it with the quarantined body."));
            }
        }
        if (byIdentity.isEmpty()) {
            return new Reading.Refused(refusals.getFirst());
        }
        return new Reading.Alerts(byIdentity.values().stream().map(Folded::alert).toList(),
                elements.size() - refusals.size() - byIdentity.size(), leftOut(refusals));
    }

    private static Optional<Refusal> leftOut(List<Refusal> refusals) {
        return refusals.stream().findFirst().map(first -> new Refusal(first.reason(),
                refusals.size() + " of the body's alerts could not be read. The first: " + first.detail()));
    }
}
