package dev.tocsin.schemas.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.Schema;

/** A registry inside this JVM, for tests. Checks no compatibility. */
public final class MemoryRegistry implements Registry {

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> versions = new HashMap<>();

    @Override
    public synchronized Schema schema(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new RegistryRefusedException(40403, "no schema with id " + id);
        }
        return schemas.get(id - 1);
    }

    @Override
    public synchronized int lookUp(String subject, Schema schema) {
        var id = schemas.indexOf(schema) + 1;
        if (!versionsOf(subject).contains(id)) {
            throw new RegistryRefusedException(40403, schema.getFullName() + " is not registered under " + subject);
        }
        return id;
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
        var known = schemas.indexOf(schema) + 1;
        if (known == 0) {
            schemas.add(schema);
        }
        var id = known == 0 ? schemas.size() : known;
        var ids = versions.computeIfAbsent(subject, _ -> new ArrayList<>());
        if (!ids.contains(id)) {
            ids.add(id);
        }
        return id;
    }

    @Override
    public synchronized RegisteredSchema latest(String subject) {
        var id = versionsOf(subject).getLast();
        return new RegisteredSchema(id, schemas.get(id - 1));
    }

    private List<Integer> versionsOf(String subject) {
        var ids = versions.getOrDefault(subject, List.of());
        if (ids.isEmpty()) {
            throw new RegistryRefusedException(40401, "no subject " + subject);
        }
        return ids;
    }
}
