package dev.tocsin.policytools.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+),(\\d+) \\+\\d+,\\d+ @@");

    @Test
    void shouldShowThreeLinesAroundAChange() {
        var diff = UnifiedDiff.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");

        assertThat(diff.lines()).containsExactly("@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8");
    }

    @Test
    void shouldKeepFarChangesApart() {
        var diff = UnifiedDiff.of("a\n1\n2\n3\n4\n5\n6\n7\n8\nb\n", "1\n2\n3\n4\n5\n6\n7\n8\nb\nc\n");

        assertThat(diff.lines()).containsExactly("@@ -1,4 +1,3 @@", "-a", " 1", " 2", " 3", "@@ -8,3 +7,4 @@", " 7",
                " 8",
                " b", "+c");
    }

    @Test
    void shouldSayNothingOfTheSameText() {
        assertThat(UnifiedDiff.of("a\nb\n", "a\nb\n").lines()).isEmpty();
    }

    @Property
    void shouldLeadFromOneTextToTheOther(
            @ForAll("texts") List<String> before, @ForAll("texts") List<String> after) {
        var lines = new UnifiedDiff(before, after).lines();

        assertThat(applied(before, lines)).isEqualTo(after);
    }

    Gen<List<String>> texts() {
        return Gens.of("a", "b", "c", "d").list(0, 20);
    }

    /** As patch does it: what stands between two hunks stays. */
    private static List<String> applied(List<String> text, List<String> lines) {
        var made = new ArrayList<String>();
        int at = 0;
        for (var line : lines) {
            var hunk = HUNK.matcher(line);
            if (hunk.matches()) {
                int start = Integer.parseInt(hunk.group(1)) - (hunk.group(2).equals("0") ? 0 : 1);
                made.addAll(text.subList(at, start));
                at = start;
            } else if (line.startsWith("+")) {
                made.add(line.substring(1));
            } else {
                assertThat(text.get(at++)).isEqualTo(line.substring(1));
                if (line.startsWith(" ")) {
                    made.add(line.substring(1));
                }
            }
        }
        made.addAll(text.subList(at, text.size()));
        return made;
    }
}
