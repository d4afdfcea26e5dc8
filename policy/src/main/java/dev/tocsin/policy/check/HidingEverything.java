package dev.tocsin.policy.check;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.policy.suppress.Breadth;
import dev.tocsin.policy.suppress.Inhibition;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlProblems;

/** Warns of silences and inhibitions that hide every alert. Maintenance always names its services. */
final class HidingEverything implements PolicyInspection {

    /** Any week is as good as another. */
    private static final Instant WEEK = Instant.EPOCH;

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        var handling = file.policy().policy().handling();
        var silences = ids(handling.silences().stream().filter(silence -> Breadth.isEverything(silence.when(), silence
                .services(), WEEK)), Silence::id);
        var inhibitions = ids(handling.inhibitions().stream().filter(HidingEverything::hidesEverything),
                Inhibition::id);
        warn(file, "silences", silences, "hides every alert while active", warnings);
        warn(file, "inhibit", inhibitions, "hides every alert while its source fires", warnings);
    }

    private static boolean hidesEverything(Inhibition inhibition) {
        return inhibition.equal().isEmpty() && !inhibition.alongDependencies() && Breadth.isEverything(inhibition
                .target(), List.of(), WEEK);
    }

    private static <T> Set<String> ids(Stream<T> some, Function<T, String> id) {
        return some.map(id).collect(Collectors.toUnmodifiableSet());
    }

    private static void warn(PolicyFile file, String section, Set<String> ids, String what, YamlProblems warnings) {
        for (var item : file.items(section)) {
            var id = PolicyFile.scalar(item, "id").map(Scalar::text).orElse("");
            if (ids.contains(id)) {
                warnings.add(PolicyFile.place(item), "'" + id + "' " + what
                        + ": its condition matches unrelated alerts",
                        "narrow it: require a label value, or list 'services'");
            }
        }
    }
}
