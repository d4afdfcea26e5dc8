package dev.tocsin.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.tocsin.property.Between;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;

class SourceTimeProperties {

    private static final List<String> OFFSETS = List.of("XXX", "XX", "xxx", "xx", "x");

    @Property
    void shouldReadTheSameMomentInEverySpelling(@ForAll("moments") Instant moment,
            @ForAll @Between(max = 9) int digits, @ForAll @Between(min = -56, max = 72) int quarters,
            @ForAll @Between(max = 3) int spelling, @ForAll boolean blank) {
        var offset = ZoneOffset.ofTotalSeconds(quarters * 900);
        var shown = digits >= 3 ? moment : moment.truncatedTo(ChronoUnit.SECONDS);
        var pattern = "yyyy-MM-dd" + (blank ? " " : "'T'") + "HH:mm:ss" + (digits == 0 ? "" : "." + "S".repeat(digits))
                + OFFSETS.get(spelling);

        var read = SourceTime.read(DateTimeFormatter.ofPattern(pattern).format(shown.atOffset(offset)));

        assertThat(read).isEqualTo(new SourceTime.At(shown));
    }

    @Property
    void shouldReadSecondsSince1970WithAFraction(@ForAll("moments") Instant moment) {
        var seconds = BigDecimal.valueOf(moment.toEpochMilli(), 3);

        assertThat(SourceTime.read(seconds.toPlainString())).isEqualTo(new SourceTime.At(moment));
        assertThat(SourceTime.read(Long.toString(moment.toEpochMilli()))).isEqualTo(new SourceTime.At(moment));
    }

    @Property
    void shouldNeverThrow(@ForAll String anything) {
        assertThatCode(() -> SourceTime.read(anything)).doesNotThrowAnyException();
    }

    @Property
    void shouldNeverThrowOnWhatLooksLikeATime(@ForAll("almostTimes") String almost) {
        assertThatCode(() -> SourceTime.read(almost)).doesNotThrowAnyException();
    }

    Gen<Instant> moments() {
        return Gens.longs(Instant.parse("2001-01-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2040-01-01T00:00:00Z").toEpochMilli()).map(Instant::ofEpochMilli);
    }

    Gen<String> almostTimes() {
        return Gens.strings("0123456789-:.TZ+e ", 1, 40);
    }
}
