package dev.tocsin.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Objects;

import org.apache.kafka.common.utils.Utils;

/** How a service key and an incident id find their partition, in the same way as Kafka's own partitioner does. */
public final class ServiceKeys {

    private static final int HASH_DIGITS = 8;

    private ServiceKeys() {}

    /** Partition of a service key, as Kafka's default partitioner chooses it for a UTF-8 string key. */
    public static int partition(String serviceKey, int partitions) {
        return Utils.toPositive(hash(serviceKey)) % partitions;
    }

    /** The eight hex digits with which the ids of a service's incidents begin. */
    public static String hashPrefix(String serviceKey) {
        return HexFormat.of().toHexDigits(hash(serviceKey));
    }

    /**
     * Partition of an incident by its id alone.
     *
     * @throws IllegalArgumentException
     *             when the id does not begin with eight hex digits and a dash
     */
    public static int partitionOfIncident(String incidentId, int partitions) {
        Objects.requireNonNull(incidentId, "incidentId");
        if (incidentId.length() <= HASH_DIGITS || incidentId.charAt(HASH_DIGITS) != '-') {
            throw new IllegalArgumentException("not an incident id: " + incidentId);
        }
        return Utils.toPositive(HexFormat.fromHexDigits(incidentId, 0, HASH_DIGITS)) % partitions;
    }

    private static int hash(String serviceKey) {
        return Utils.murmur2(serviceKey.getBytes(UTF_8));
    }
}
