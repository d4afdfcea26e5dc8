package dev.tocsin.escalator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import dev.tocsin.state.Escalation;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

class EscalationCopiesTest {

    @Test
    void shouldCopyEveryFieldOfARow() throws IOException {
        for (var random : new RandomData(Escalation.SCHEMA$, 50, 42L)) {
            var row = row(random);

            assertThat(EscalationCopies.of(row).build()).isEqualTo(row);
        }
    }

    private static Escalation row(Object random) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(Escalation.SCHEMA$).write(random, encoder);
        encoder.flush();
        return new SpecificDatumReader<>(Escalation.class).read(null, DecoderFactory.get().binaryDecoder(bytes
                .toByteArray(), null));
    }
}
