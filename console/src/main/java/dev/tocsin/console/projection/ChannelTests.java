package dev.tocsin.console.projection;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.ChannelTest;
import dev.tocsin.event.ChannelTestState;

/** The newest tests of channels, a bounded number. */
final class ChannelTests {

    private static final int MOST = 100;

    private final Map<String, ChannelTest> tests = new LinkedHashMap<>();

    /** A test, requested or ended. */
    Optional<Change> take(ChannelTest test) {
        var known = tests.get(test.getId());
        if (known != null && known.getState() != ChannelTestState.REQUESTED && test
                .getState() == ChannelTestState.REQUESTED) {
            return Optional.empty();
        }
        tests.put(test.getId(), test);
        if (tests.size() > MOST) {
            tests.remove(tests.keySet().iterator().next());
        }
        return Optional.of(new Change.ChannelTested(test.getId()));
    }

    List<ChannelTest> newestFirst() {
        return tests.values().stream().sorted(Comparator.comparing(ChannelTest::getRequestedAt).reversed()).toList();
    }
}
