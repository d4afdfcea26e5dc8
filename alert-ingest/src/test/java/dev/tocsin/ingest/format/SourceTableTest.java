package dev.tocsin.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Change;
import dev.tocsin.event.Link;
import dev.tocsin.ingest.Payloads;
import dev.tocsin.ingest.Requests;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of one source: what each body gives, which bodies are about one alert, and what is refused. A test of a source extends
 * it and fills the table.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SourceTableTest {

    /** A body with its headers. */
    public record Body(String name, String text, Map<String, String> headers) {

        public Body {
            headers = Map.copyOf(headers);
        }

        /** A body as sent, from the resources. */
        public static Body payload(String name) {
            return new Body(name, Payloads.text(name), Map.of());
        }

        /** A body written here. */
        public static Body text(String name, String text) {
            return new Body(name, text, Map.of());
        }

        /** The same with another text in it. */
        public Body with(String from, String to) {
            assertThat(text).as(name).contains(from);
            return new Body(name + ", " + to, text.replace(from, to), headers);
        }

        /** The same with a header. */
        public Body header(String header, String value) {
            var more = new HashMap<>(headers);
            more.put(header, value);
            return new Body(name, text, more);
        }

        public Incoming incoming() {
            return Requests.request(text.getBytes(UTF_8), headers);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A row: a body and what is read from it. */
    public static final class Row {
        private final Body body;
        private final List<Consumer<Reading>> checks = new ArrayList<>();

        private Row(Body body) {
            this.body = body;
        }

        public Row firing(String since) {
            return alert(alert -> {
                assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
                assertThat(alert.getStartsAt()).isEqualTo(Instant.parse(since));
                assertThat(alert.getEndsAt()).isEmpty();
            });
        }

        public Row resolved(String since, String until) {
            return alert(alert -> {
                assertThat(alert.getStatus()).isEqualTo(AlertStatus.RESOLVED);
                assertThat(alert.getStartsAt()).isEqualTo(Instant.parse(since));
                assertThat(alert.getEndsAt()).hasValue(Instant.parse(until));
            });
        }

        public Row named(String name) {
            return alert(alert -> assertThat(alert.getName()).isEqualTo(name));
        }

        public Row summary(String summary) {
            return alert(alert -> assertThat(alert.getSummary()).isEqualTo(summary));
        }

        public Row severity(String severity) {
            return label("severity", severity);
        }

        public Row label(String name, String value) {
            return alert(alert -> assertThat(alert.getLabels()).containsEntry(name, value));
        }

        public Row noLabel(String name) {
            return alert(alert -> assertThat(alert.getLabels()).doesNotContainKey(name));
        }

        public Row value(String name, double value) {
            return alert(alert -> assertThat(alert.getValues()).containsEntry(name, value));
        }

        public Row link(String href) {
            return alert(alert -> assertThat(alert.getLinks()).extracting(Link::getHref).contains(href));
        }

        public Row remark(String remark) {
            return alert(alert -> assertThat(alert.getRemarks()).anyMatch(text -> text.contains(remark)));
        }

        public Row noAlert(NoAlertReason reason) {
            return reading(reading -> assertThat(reading).isInstanceOfSatisfying(Reading.NoAlert.class,
                    silent -> assertThat(silent.reason()).isEqualTo(reason)));
        }

        public Row refused(RefusalReason reason, String detail) {
            return reading(reading -> assertThat(reading).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
                assertThat(refused.refusal().reason()).isEqualTo(reason);
                assertThat(refused.refusal().detail()).contains(detail);
            }));
        }

        public Row alert(Consumer<Alert> check) {
            return reading(reading -> assertThat(reading).isInstanceOfSatisfying(Reading.Alerts.class,
                    read -> assertThat(read.alerts()).singleElement().satisfies(check)));
        }

        public Row change(Consumer<Change> check) {
            return reading(reading -> assertThat(reading).isInstanceOfSatisfying(Reading.Changes.class,
                    read -> assertThat(read.changes()).singleElement().satisfies(check)));
        }

        public Row change(String kind, String at, String summary, String service) {
            return change(change -> {
                assertThat(change.getKind()).isEqualTo(kind);
                assertThat(change.getChangedAt()).isEqualTo(Instant.parse(at));
                assertThat(change.getSummary()).isEqualTo(summary);
                assertThat(change.getLabels()).containsEntry("service", service);
            });
        }

        public Row reading(Consumer<Reading> check) {
            checks.add(check);
            return this;
        }

        @Override
        public String toString() {
            return body.name();
        }
    }

    /** Bodies that are about one alert, or about different ones. */
    public record Group(String name, boolean same, List<Body> bodies) {

        public Group {
            bodies = List.copyOf(bodies);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    protected static Row row(Body body) {
        return new Row(body);
    }

    protected static Row row(String payload) {
        return new Row(Body.payload(payload));
    }

    protected static Row row(String name, String text) {
        return new Row(Body.text(name, text));
    }

    protected static Group same(String name, Body... bodies) {
        return new Group(name, true, List.of(bodies));
    }

    protected static Group different(String name, Body... bodies) {
        return new Group(name, false, List.of(bodies));
    }

    protected abstract AlertFormat format();

    protected abstract Stream<Row> table();

    protected abstract Stream<Group> identities();

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void shouldRead(Row row) {
        var reading = format().read(row.body.incoming());

        assertThat(row.checks).as("checks of the row").isNotEmpty();
        row.checks.forEach(check -> check.accept(reading));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("identities")
    void shouldKnowWhichBodiesAreAboutOneAlert(Group group) {
        assumeThat(group.bodies()).isNotEmpty();
        var found = new LinkedHashMap<String, String>();
        for (var body : group.bodies()) {
            found.put(body.name(), identity(format().read(body.incoming())));
        }

        assertThat(found.values().stream().distinct()).as(found.toString()).hasSize(group.same()
                ? 1
                : group.bodies().size());
    }

    private static String identity(Reading reading) {
        return switch (reading) {
            case Reading.Alerts(var alerts, _, _, _) -> alerts.getFirst().getIdentity();
            case Reading.Changes(var changes, _, _) -> changes.getFirst().getId();
            case Reading.Answers _,Reading.HeartbeatCall _,Reading.NoAlert _,Reading.Refused _ ->
                throw new AssertionError(
                        reading);
        };
    }
}
