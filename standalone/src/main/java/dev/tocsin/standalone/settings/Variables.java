package dev.tocsin.standalone.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.tocsin.policy.yaml.Nearest;

/**
 * The {@code TOCSIN_*} variables of the environment. Not each of them is a setting: some steer the script and the log, some
 * hold a secret that a setting or a policy names, and some are not ours at all, as Kubernetes makes variables of the names
 * of services. So an unknown one is refused only when it is spelt like a setting.
 */
final class Variables {

    private static final String PREFIX = "TOCSIN_";
    private static final Set<String> NO_SETTINGS = Set.of("TOCSIN_AOT", "TOCSIN_APP", "TOCSIN_JAVA_OPTS", "TOCSIN_LOG",
            "TOCSIN_LOG_LEVEL", "TOCSIN_CACERT", "TOCSIN_CHANGES_TOKEN", "TOCSIN_TEST_KAFKA");
    /** https://kubernetes.io/docs/tutorials/services/connect-applications-service/ (environment variables). */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            ".*_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");
    private static final Pattern LINK_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private Variables() {}

    /**
     * Those that are settings, under their names as variables.
     *
     * @param misspelt
     *            what is added to for each that is spelt like a setting and is none
     */
    static Map<String, String> settings(Map<String, String> environment, List<String> misspelt) {
        var settings = new TreeMap<String, String>();
        var known = known();
        var referenced = referenced(environment.values());
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.startsWith(PREFIX) || NO_SETTINGS.contains(name) || isServiceLink(name, value)
                    || referenced.contains(name)) {
                return;
            }
            var setting = setting(name);
            if (KnownSettings.byName().containsKey(setting) || SettingsCheck.isOpen(setting)) {
                settings.put(name, value);
            } else {
                Nearest.to(name.substring(PREFIX.length()), known).ifPresent(near -> misspelt.add(
                        "environment variable "
                                + name + " is not a setting: did you mean " + PREFIX + near + "?"));
            }
        });
        return settings;
    }

    /** The name of the setting that a variable sets. */
    static String setting(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace("__", "-").replace('_', '.');
    }

    private static boolean isServiceLink(String name, String value) {
        return SERVICE_LINK.matcher(name).matches() || LINK_ADDRESS.matcher(value).matches();
    }

    /** A value may be the name of the variable that holds a secret. */
    private static Set<String> referenced(Collection<String> values) {
        var names = new HashSet<String>();
        values.stream().filter(value -> value.startsWith(PREFIX)).forEach(names::add);
        return names;
    }

    private static Set<String> known() {
        var known = new HashMap<String, String>();
        KnownSettings.byName().keySet().forEach(name -> known.put(name.replace("-", "__").replace('.', '_').toUpperCase(
                Locale.ROOT), name));
        return known.keySet();
    }
}
