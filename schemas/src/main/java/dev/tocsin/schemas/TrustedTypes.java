package dev.tocsin.schemas;

import java.util.Set;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that our generated classes may be made from data: since 1.12.2 it loads no class by a schema's name unless it
 * was told to. Avro itself finds this class with the service loader before it parses the first schema, so that no program
 * and no test needs a system property for it. It stands there as a logical type, which is never used.
 */
public final class TrustedTypes implements LogicalTypes.LogicalTypeFactory {

    private static final Set<String> PACKAGES = Set.of("dev.tocsin.event", "dev.tocsin.state");

    static {
        trust(ClassSecurityValidator.getGlobal());
    }

    private static void trust(ClassSecurityPredicate others) {
        ClassSecurityValidator.setGlobal(
                type -> PACKAGES.contains(type.getPackageName()) || others.isTrusted(type));
    }

    @Override
    public LogicalType fromSchema(Schema schema) {
        return new LogicalType(getTypeName());
    }

    @Override
    public String getTypeName() {
        return "dev.tocsin.trusted-types";
    }
}
