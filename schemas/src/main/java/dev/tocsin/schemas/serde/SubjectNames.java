package dev.tocsin.schemas.serde;

import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Under which subject a schema stands in the registry: Confluent's three strategies. */
enum SubjectNames {

    /** {@code <topic>-value}, {@code <topic>-key}. */
    TOPIC("TopicNameStrategy") {
        @Override
        String subject(String topic, boolean key, Schema schema) {
            return topic + (key ? "-key" : "-value");
        }
    },

    /** The record's full name, whatever topic it lies in. */
    RECORD("RecordNameStrategy") {
        @Override
        String subject(String topic, boolean key, Schema schema) {
            return schema.getFullName();
        }
    },

    /** {@code <topic>-<record's full name>}. */
    TOPIC_RECORD("TopicRecordNameStrategy") {
        @Override
        String subject(String topic, boolean key, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    private final String strategy;

    SubjectNames(String strategy) {
        this.strategy = strategy;
    }

    abstract String subject(String topic, boolean key, Schema schema);

    /**
     * The strategy behind a class name; Confluent's class need not be there.
     *
     * @throws ConfigException
     *             when it is none of the three
     */
    static SubjectNames of(String setting, String className) {
        for (var names : values()) {
            if (className.equals(names.strategy) || className.endsWith("." + names.strategy)) {
                return names;
            }
        }
        throw new ConfigException(setting, className,
                "write TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy");
    }
}
