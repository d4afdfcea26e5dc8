package dev.tocsin.policy.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema that editors use and the tables of the documentation say what the catalogue says. With
 * {@code -Dtocsin.documents=write} they are written anew.
 */
class ChannelDocumentsTest {

    private static final String BEGIN = "<!-- channels: made from the catalogue by ChannelDocumentsTest -->\n";
    private static final String END = "\n<!-- end of channels -->";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void shouldHaveTheChannelsInTheSchema() throws IOException {
        var file = Path.of("..", "policies", "policy.schema.json");

        hold(file, schema(Files.readString(file)));
    }

    @Test
    void shouldHaveTheTableInTheReadmeOfThePolicy() throws IOException {
        shouldHaveTheTable(Path.of("README.md"), ChannelTables.forPolicies());
    }

    @Test
    void shouldHaveTheTableInTheReadmeOfTheNotifier() throws IOException {
        shouldHaveTheTable(Path.of("..", "notifier", "README.md"), ChannelTables.forTheNotifier());
    }

    private static void shouldHaveTheTable(Path file, String table) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(BEGIN, END);

        var from = text.indexOf(BEGIN) + BEGIN.length();
        hold(file, text.substring(0, from) + table + text.substring(text.indexOf(END, from)));
    }

    private static void hold(Path file, String expected) throws IOException {
        if ("write".equals(System.getProperty("tocsin.documents"))) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file)).as("run this test with -Dtocsin.documents=write").isEqualTo(expected);
    }

    /** Everything that is not about channels stays as it is. */
    private static String schema(String text) {
        var schema = (ObjectNode) JSON.readTree(text);
        var definitions = new LinkedHashMap<String, Object>();
        schema.path("$defs").properties().stream().filter(it -> !it.getKey().matches("channel|channel-.*"))
                .forEach(it -> definitions.put(it.getKey(), it.getValue()));
        definitions.put("tells", ChannelSchema.tells());
        definitions.putAll(ChannelSchema.definitions());
        schema.set("$defs", JSON.valueToTree(definitions));
        return JSON.writer().with(indented()).writeValueAsString(schema) + "\n";
    }

    private static DefaultPrettyPrinter indented() {
        var lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectNameValueSpacing(
                Separators.Spacing.AFTER).withObjectEmptySeparator("").withArrayEmptySeparator(""))
                .withObjectIndenter(lines).withArrayIndenter(lines);
    }
}
