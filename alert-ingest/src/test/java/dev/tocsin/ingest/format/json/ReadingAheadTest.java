package dev.tocsin.ingest.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** What the first pass makes ahead, and what it leaves for later, reads the same. */
class ReadingAheadTest {

    private static final int TOO_MANY = JsonText.MOST_AHEAD + 1;

    @Test
    void shouldReadMembersAfterTooLongList() {
        var junk = IntStream.range(0, TOO_MANY).mapToObj(number -> "{\"n\":" + number + "}").collect(Collectors.joining(
                ",", "[", "]"));

        var root = root("{\"junk\":" + junk
                + ",\"alerts\":[{\"labels\":{\"service\":\"checkout\"}}],\"tail\":\"end\"}");

        assertThat(root.list("alerts").getFirst().in("labels").text("service")).isEqualTo("checkout");
        assertThat(root.text("tail")).isEqualTo("end");
        assertThat(root.list("junk")).hasSize(TOO_MANY).last().satisfies(last -> assertThat(last.number("n")).hasValue(
                TOO_MANY - 1));
    }

    @Test
    void shouldReadMembersAfterTooLargeObject() {
        var junk = IntStream.range(0, TOO_MANY).mapToObj(number -> "\"k" + number + "\":[1,{}]").collect(Collectors
                .joining(",", "{", "}"));

        var root = root("{\"junk\":" + junk + ",\"tail\":\"end\"}");

        assertThat(root.text("tail")).isEqualTo("end");
        assertThat(root.in("junk").list("k" + (TOO_MANY - 1))).hasSize(2);
    }

    @Test
    void shouldReadMembersBelowReadAheadDepth() {
        var root = root("{\"a\":{\"b\":[{\"c\":{\"d\":{\"e\":[{\"f\":\"deep\"}]}}}]},\"tail\":\"end\"}");

        assertThat(root.in("a").list("b").getFirst().in("c").in("d").list("e").getFirst().text("f")).isEqualTo("deep");
        assertThat(root.text("tail")).isEqualTo("end");
    }

    private static Fields root(String json) {
        assertThat(json.length()).isLessThan(JsonText.MOST_BYTES_AHEAD);
        return ((JsonReading.Document) JsonReader.read(json)).root();
    }
}
