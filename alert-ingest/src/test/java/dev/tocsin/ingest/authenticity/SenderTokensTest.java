package dev.tocsin.ingest.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.tocsin.ingest.authenticity.SenderTokens.Shown;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderTokensTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            Bearer old-token,         RIGHT
            bearer   new-token,       RIGHT
            Basic dXNlcjpuZXctdG9rZW4=, RIGHT
            Basic OmEtYjpj,           RIGHT
            '',                       NONE
            Bearer,                   WRONG
            Bearer old-toke,          WRONG
            Bearer old-token x,       WRONG
            Basic %%%,                WRONG
            Basic bmV3LXRva2Vu,       WRONG
            Digest new-token,         WRONG
            old-token,                WRONG
            """)
    void shouldLookAtTheHeader(String header, Shown expected) {
        var tokens = new SenderTokens(List.of("old-token", "new-token", "a-b:c"));

        assertThat(tokens.look(header)).isEqualTo(expected);
    }
}
