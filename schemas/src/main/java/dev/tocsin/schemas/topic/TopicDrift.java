package dev.tocsin.schemas.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A setting of a topic on the cluster that differs from the catalogue.
 *
 * @param topic
 *            name of the topic
 * @param setting
 *            key of Kafka, such as {@code retention.ms}
 * @param has
 *            value on the cluster; empty if none is set
 * @param wants
 *            value of the catalogue
 */
public record TopicDrift(String topic, String setting, String has, String wants) {

    private static final String RETENTION = "retention.ms";
    private static final long FOR_EVER = -1;

    /**
     * All settings that differ, in the order of the catalogue. Missing topics have none.
     *
     * @param found
     *            settings of each topic on the cluster
     * @param replication
     *            replication factor of each topic on the cluster
     */
    static List<TopicDrift> between(Map<String, Map<String, String>> found, Map<String, Integer> replication) {
        return Topics.ALL.stream().filter(topic -> found.containsKey(topic.name())).flatMap(topic -> topic.config(
                replication.get(topic.name())).entrySet().stream().map(wanted -> new TopicDrift(topic.name(), wanted
                        .getKey(), Optional.ofNullable(found.get(topic.name()).get(wanted.getKey())).orElse(""), wanted
                                .getValue()))).filter(drift -> !same(drift.has(), drift.wants())).toList();
    }

    /** The drift as a sentence, with a warning if applying the catalogue deletes records. */
    public String sentence() {
        return "topic " + topic + " has " + setting + "=" + has + ", the catalogue has " + wants + (deletesRecords()
                ? " (applying it deletes older records)"
                : "");
    }

    /** Whether records that the cluster keeps are deleted once the catalogue's value is applied. */
    public boolean deletesRecords() {
        return switch (setting) {
            case RETENTION -> millis(wants) != FOR_EVER && (millis(has) == FOR_EVER || millis(has) > millis(wants));
            case "cleanup.policy" -> !parts(has).containsAll(parts(wants));
            default -> false;
        };
    }

    private static long millis(String value) {
        return value.isEmpty() ? FOR_EVER : Long.parseLong(value);
    }

    /** A cleanup policy is a list in any order. */
    private static boolean same(String one, String other) {
        return parts(one).equals(parts(other));
    }

    private static TreeSet<String> parts(String list) {
        return new TreeSet<>(Arrays.asList(list.split("\\s*,\\s*")));
    }
}
