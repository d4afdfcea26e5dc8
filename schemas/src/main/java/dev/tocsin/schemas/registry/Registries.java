package dev.tocsin.schemas.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registries that this JVM talks to, one client each, however many serializers there are: what an id means is
 * learned once.
 */
public final class Registries {

    private static final Map<RegistryAddress, Registry> CLIENTS = new ConcurrentHashMap<>();

    private Registries() {}

    /**
     * The client of a registry. The address {@code mock://scope} means a registry inside this JVM, one for each scope. The
     * first caller's patience holds for all.
     */
    public static Registry at(RegistryAddress address, Patience patience) {
        return CLIENTS.computeIfAbsent(address, key -> key.urls().getFirst().getScheme().equals("mock")
                ? new MemoryRegistry()
                : new HttpRegistry(key, patience));
    }
}
