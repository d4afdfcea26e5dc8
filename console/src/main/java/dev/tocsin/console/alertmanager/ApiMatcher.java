package dev.tocsin.console.alertmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Matcher;
import dev.tocsin.event.SilenceSet;

/** A matcher as Alertmanager's API writes it. */
record ApiMatcher(String name, String value, boolean isRegex, boolean isEqual) {

    /** Name of the matcher that stands for a condition of Tocsin's own. */
    static final String CONDITION = "tocsin_condition";
    private static final String SERVICE = "service";

    static ApiMatcher of(Matcher matcher) {
        return new ApiMatcher(matcher.getName(), matcher.getValue(), matcher.getIsRegex(), matcher.getIsEqual());
    }

    /** All that a silence of Tocsin asks for, as far as matchers can say it. */
    static List<ApiMatcher> of(SilenceSet set) {
        var matchers = new ArrayList<>(set.getMatchers().stream().map(ApiMatcher::of).toList());
        services(set.getServices()).ifPresent(matchers::add);
        condition(set.getCondition()).ifPresent(matchers::add);
        return List.copyOf(matchers);
    }

    static Optional<ApiMatcher> services(List<String> services) {
        return services.isEmpty()
                ? Optional.empty()
                : Optional.of(new ApiMatcher(SERVICE, String.join("|", services), services.size() > 1, true));
    }

    static Optional<ApiMatcher> condition(String condition) {
        return condition.isEmpty() ? Optional.empty() : Optional.of(new ApiMatcher(CONDITION, condition, false, true));
    }

    Matcher toMatcher() {
        return Matcher.newBuilder().setName(name).setValue(value).setIsRegex(isRegex).setIsEqual(isEqual).build();
    }
}
