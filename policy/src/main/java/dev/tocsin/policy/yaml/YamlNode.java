package dev.tocsin.policy.yaml;

import java.util.List;

/** A piece of a YAML document that remembers where it stands. Aliases are resolved: they are what they stand for. */
public sealed interface YamlNode {

    /** Where it begins. */
    SourcePosition place();

    /** How many nodes it consists of, itself included, every alias counted in full. */
    long size();

    /** What a person calls it. */
    String kind();

    /**
     * A single value. What it means (a number, a duration, a name) is up to its reader.
     *
     * @param text
     *            its text, without quotes and escapes
     * @param plain
     *            whether it stood without quotes, so that {@code ~} and nothing mean "no value"
     * @param written
     *            how it was written, to find the place of any of its characters
     */
    record Scalar(String text, boolean plain, SourcePosition place, ScalarText written) implements YamlNode {

        @Override
        public long size() {
            return 1;
        }

        @Override
        public String kind() {
            return "a single value";
        }

        /** Whether there is no value behind the key. */
        public boolean isEmpty() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        /** Where the given character (code point, from 0) of the text stands in the file. */
        public SourcePosition at(int character) {
            return written.placeOf(text, character);
        }
    }

    /** Several values in order. */
    record Sequence(List<YamlNode> items, SourcePosition place, long size) implements YamlNode {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values, each key once. */
    record Mapping(List<Entry> entries, SourcePosition place, long size) implements YamlNode {

        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping of keys to values";
        }
    }

    /** One key of a mapping with its value. */
    record Entry(Scalar key, YamlNode value) {}
}
