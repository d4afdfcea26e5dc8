package dev.tocsin.console.oidc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.console.access.Grant;
import dev.tocsin.schemas.command.Role;

/**
 * What follows from the claims of an ID token.
 *
 * @param nameClaim
 *            names the person
 * @param roleClaim
 *            has the values of the lists; dots lead into objects
 * @param cleared
 *            values that show confidential incidents
 */
public record ClaimRoles(String nameClaim, String roleClaim, List<String> admins, List<String> responders,
        List<String> viewers, List<String> cleared) {

    private static final String EVERYBODY = "*";
    private static final int LONGEST_NAME = 120;

    public ClaimRoles {
        admins = List.copyOf(admins);
        responders = List.copyOf(responders);
        viewers = List.copyOf(viewers);
        cleared = List.copyOf(cleared);
    }

    /** Whether nobody has a role. */
    boolean isEmpty() {
        return admins.isEmpty() && responders.isEmpty() && viewers.isEmpty();
    }

    /** What the person may do; empty without a role or a name. */
    public Optional<Grant> grant(Map<String, Object> claims) {
        var values = values(find(claims, roleClaim));
        return name(claims).flatMap(name -> role(values).map(role -> new Grant(name, role, holds(cleared, values,
                false), false, Grant.OIDC)));
    }

    private Optional<Role> role(List<String> values) {
        if (holds(admins, values, false)) {
            return Optional.of(Role.ADMIN);
        }
        if (holds(responders, values, true)) {
            return Optional.of(Role.RESPONDER);
        }
        return Optional.of(Role.VIEWER).filter(_ -> holds(viewers, values, true));
    }

    private static boolean holds(List<String> wanted, List<String> values, boolean everybody) {
        return wanted.stream().anyMatch(it -> values.contains(it) || (everybody && it.equals(EVERYBODY)));
    }

    /** One line, as timelines and lists show it. */
    private Optional<String> name(Map<String, Object> claims) {
        return Stream.of(nameClaim, "email", "sub").flatMap(claim -> find(claims, claim).stream()).filter(
                String.class::isInstance).map(text -> ((String) text).replaceAll("\\p{Cntrl}", " ").strip()).filter(
                        text -> !text.isEmpty()).map(text -> text.length() > LONGEST_NAME
                                ? text.substring(0, LONGEST_NAME)
                                : text).findFirst();
    }

    /** A claim may have a dot in its name, as those of some providers that are addresses do. */
    private static Optional<Object> find(Map<?, ?> claims, String path) {
        var whole = Optional.<Object>ofNullable(claims.get(path));
        var dot = path.indexOf('.');
        if (whole.isPresent() || dot < 0) {
            return whole;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, path.substring(dot + 1))
                : Optional.empty();
    }

    private static List<String> values(Optional<Object> claim) {
        return claim.map(value -> switch (value) {
            case String text -> List.of(text.split("[ ,]+"));
            case Collection<?> many -> many.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            default -> List.<String>of();
        }).orElse(List.of());
    }
}
