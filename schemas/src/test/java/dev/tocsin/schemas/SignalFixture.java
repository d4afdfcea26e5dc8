package dev.tocsin.schemas;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Link;
import dev.tocsin.event.Signal;

/** A signal with an alert that uses every kind of field: enum, map, array of records, instant, optional, union. */
public final class SignalFixture {

    private SignalFixture() {}

    public static Signal aSignal() {
        return Signal.newBuilder().setId("01J0000001").setServiceKey("checkout").setReceivedAt(Instant.ofEpochMilli(
                1_790_000_000_123L)).setBody(anAlert().build()).build();
    }

    public static Alert.Builder anAlert() {
        return Alert.newBuilder().setIdentity("a1").setSource("prometheus").setFormat("alertmanager-v4").setStatus(
                AlertStatus.FIRING).setName("HighErrorRate").setSummary("errors \u2265 5 %").setLabels(Map.of("service",
                        "checkout")).setAnnotations(Map.of()).setValues(Map.of("ratio", 0.07)).setStartsAt(Instant
                                .ofEpochMilli(1_789_999_940_000L)).setEndsAt(null).setLinks(List.of(Link.newBuilder()
                                        .setTitle("graph").setHref("https://prometheus.example/graph").build()))
                .setRemarks(List.of()).setReceivedId("r1");
    }
}
