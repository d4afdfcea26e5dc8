package dev.tocsin.ingest.authenticity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A {@link SampleBudget} for each key. Bounded: beyond that, the budget that was used longest ago is forgotten. */
public final class SampleBudgets {

    private final Map<String, SampleBudget> budgets;

    /**
     * @param most
     *            how many budgets are kept
     */
    public SampleBudgets(int most) {
        this.budgets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, SampleBudget> eldest) {
                return size() > most;
            }
        };
    }

    /** The budget of a key; a new one if there is none. */
    public synchronized SampleBudget of(String key, Supplier<SampleBudget> fresh) {
        return budgets.computeIfAbsent(key, _ -> fresh.get());
    }

    /** The budget of a key; empty if there is none. */
    synchronized Optional<SampleBudget> known(String key) {
        return Optional.ofNullable(budgets.get(key));
    }
}
