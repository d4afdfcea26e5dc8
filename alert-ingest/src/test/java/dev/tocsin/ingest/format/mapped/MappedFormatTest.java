package dev.tocsin.ingest.format.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import org.junit.jupiter.api.Test;

class MappedFormatTest extends SourceTableTest {

    private static final Body DOWN = Body.text("down", """
            {"host":"db-1","check":"disk","status":"critical","level":"P2","text":"full","app":"orders","since":1773140340,"load":"97.5",
             "url":"https://nagios.example/db-1"}""");

    /** The format with the mapping that a policy has for the source of the tests. */
    @Override
    protected AlertFormat format() {
        var policy = policy();
        var format = new MappedFormat();
        return new AlertFormat() {
            @Override
            public String name() {
                return format.name();
            }

            @Override
            public boolean anyContentType() {
                return format.anyContentType();
            }

            @Override
            public Reading read(Incoming incoming) {
                return format.read(incoming, policy::mapping);
            }
        };
    }

    @Override
    protected Stream<Row> table() {
        return Stream.of(row(DOWN).firing("2026-03-10T10:59:00Z").named("db-1: full").severity("high").label("service",
                "orders").value("load", 97.5).link("https://nagios.example/db-1"),
                row(DOWN.with("critical", "OK").with("\"text\"",
                        "\"until\":\"2026-03-10T11:30:00+00:00\",\"text\"")).resolved(
                                "2026-03-10T10:59:00Z", "2026-03-10T11:30:00Z"),
                row(DOWN.with("critical", "ack")).noAlert(NoAlertReason.SENDER_UPDATE), row(DOWN.with("critical",
                        "odd")).noAlert(NoAlertReason.UNDECIDED), row(DOWN.with("\"host\"", "\"server\"")).noAlert(
                                NoAlertReason.UNDECIDED),
                row("not JSON", "host=db-1").refused(RefusalReason.NOT_JSON, "JSON"));
    }

    @Override
    protected Stream<Group> identities() {
        return Stream.of(same("firing, repeat, resolve", DOWN, DOWN.with("97.5", "98.5"), DOWN.with("critical", "ok")),
                different("checks", DOWN, DOWN.with("disk", "load average")));
    }

    @Test
    void shouldSayThatTheMappingIsMissing() {
        var reading = new MappedFormat().read(DOWN.header("content-type", "application/json").incoming());

        assertThat(reading).isInstanceOfSatisfying(Reading.Refused.class, refused -> assertThat(refused.refusal()
                .detail()).contains("no mapping for source 'shop'"));
    }

    private static CompiledPolicy policy() {
        try {
            return PolicyLoader.load("policy.yml", PolicyLoader.builtIn().getText() + """

                    mappings:
                      shop:
                        identity: [item.host, item.check]
                        state: item.status
                        firing: [critical]
                        resolved: [ok]
                        ignore: [ack]
                        severity: item.level
                        summary: 'item.host + ": " + item.text'
                        starts-at: item.since
                        ends-at: item.until
                        labels: {service: item.app}
                        values: {load: item.load}
                        links: {Check: item.url}
                    """);
        } catch (PolicyErrors wrong) {
            throw new AssertionError(wrong);
        }
    }
}
