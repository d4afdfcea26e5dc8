package dev.tocsin.ingest.format.mapped;

import java.util.Optional;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Mappings;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.refusal.RefusalReason;

/** JSON of any shape, by the mapping that the policy has under the source's name. */
public final class MappedFormat implements AlertFormat {

    public static final String NAME = "json";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsPolicy(Incoming incoming) {
        return true;
    }

    @Override
    public boolean anyContentType() {
        return true;
    }

    @Override
    public boolean identityOutlivesLabels() {
        return true;
    }

    @Override
    public Reading read(Incoming incoming) {
        return read(incoming, source -> Optional.empty());
    }

    @Override
    public Reading read(Incoming incoming, Mappings mappings) {
        var mapping = mappings.mapping(incoming.source());
        return mapping.isPresent()
                ? incoming.read(root -> MappedAlerts.read(mapping.get(), root.plain(), "", NAME, incoming))
                : new Reading.Refused(RefusalReason.UNKNOWN_SHAPE, "The policy has no mapping for source '" + incoming
                        .source() + "'. Add mappings." + incoming.source()
                        + " and try it with tocsin map; then replay the quarantined body.");
    }
}
