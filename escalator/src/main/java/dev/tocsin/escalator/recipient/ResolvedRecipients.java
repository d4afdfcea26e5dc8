package dev.tocsin.escalator.recipient;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.state.Told;

/**
 * Recipients that names resolve to.
 *
 * @param told
 *            every destination once, in the order of the names
 * @param remarks
 *            irregularities, for the recipients
 */
public record ResolvedRecipients(List<Told> told, List<String> remarks) {

    public ResolvedRecipients {
        told = List.copyOf(told);
        remarks = List.copyOf(remarks);
    }

    /** The same without some destinations. */
    public ResolvedRecipients without(Set<String> destinations) {
        return new ResolvedRecipients(told.stream().filter(one -> !destinations.contains(one.getDestination()))
                .toList(), remarks);
    }

    /** Their destinations. */
    public Set<String> destinations() {
        return told.stream().map(Told::getDestination).collect(Collectors.toUnmodifiableSet());
    }

    /** The same with one more remark. */
    public ResolvedRecipients remarked(String remark) {
        return new ResolvedRecipients(told, Stream.concat(remarks.stream(), Stream.of(remark)).toList());
    }

    public boolean isEmpty() {
        return told.isEmpty();
    }
}
