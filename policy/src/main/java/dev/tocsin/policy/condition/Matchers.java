package dev.tocsin.policy.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import com.google.re2j.PatternSyntaxException;

/** Matchers that must all match, such as <code>severity="critical", service=~"api|web"</code>, in braces or without. */
final class Matchers implements Condition {

    private static final Pattern BEGINNING = Pattern
            .compile(
                    "\\s*(?:\\{.*|(?:\"(?:[^\"\\\\]|\\\\.)*\"|(?<name>[\\p{L}_:][\\p{L}\\p{N}_:.-]*))\\s*(?<operator>=~|!~|=(?!=)|!=).*)",
                    Pattern.DOTALL);

    private final List<Matcher> matchers;

    private Matchers(List<Matcher> matchers) {
        this.matchers = List.copyOf(matchers);
    }

    /**
     * Whether a condition is meant as matchers: it begins with a brace, or with a name and an operator that CEL does not
     * have. {@code name != "value"} is taken as a matcher unless the name is, or begins with, one of the CEL variables.
     */
    static boolean looksLike(String text, Set<String> variables) {
        var beginning = BEGINNING.matcher(text);
        if (!beginning.matches()) {
            return false;
        }
        var name = beginning.group("name");
        var ambiguous = name != null && "!=".equals(beginning.group("operator"));
        return !ambiguous || !variables.contains(name.split("\\.", 2)[0]);
    }

    /** Whether a condition over an alert is meant as matchers. */
    static boolean looksLike(String text) {
        return looksLike(text, Subject.ALERT.variables().keySet());
    }

    static Optional<Matchers> parse(String text, ConditionProblems problems) {
        return new MatcherParser(text, problems).parse().map(Matchers::new);
    }

    static Optional<Matchers> of(List<dev.tocsin.event.Matcher> written, Consumer<String> problems) {
        var matchers = new ArrayList<Matcher>();
        for (var matcher : written) {
            try {
                matchers.add(matcher.getIsRegex()
                        ? new Matcher.Regex(matcher.getName(), Matcher.Regex.whole(matcher.getValue()),
                                matcher.getIsEqual())
                        : new Matcher.Text(matcher.getName(), matcher.getValue(), matcher.getIsEqual()));
            } catch (PatternSyntaxException wrong) {
                problems.accept("the value of '" + matcher.getName() + "' is not a regular expression (RE2): "
                        + wrong.getDescription());
                return Optional.empty();
            }
        }
        return Optional.of(new Matchers(matchers));
    }

    @Override
    public Judgement judge(AlertFacts facts) {
        return judge((Known) facts);
    }

    /** The same over the labels of an alert as they are, without what is known beside them. */
    Condition overLabels() {
        return facts -> matchers.stream().allMatch(matcher -> matcher.matches(new Labels(facts.alert().getLabels())))
                ? Judgement.YES
                : Judgement.NO;
    }

    private record Labels(Map<String, String> labels) implements Known {

        @Override
        public String label(String name) {
            return labels.getOrDefault(name, "");
        }

        @Override
        public Optional<Object> find(String variable) {
            return Optional.empty();
        }
    }

    /** Whether all match, of whatever they are about. */
    Judgement judge(Known facts) {
        for (var matcher : matchers) {
            if (!matcher.matches(facts)) {
                return Judgement.NO;
            }
        }
        return Judgement.YES;
    }

    @Override
    public List<Demand> demands() {
        return matchers.stream().flatMap(matcher -> matcher.demand().stream()).toList();
    }
}
