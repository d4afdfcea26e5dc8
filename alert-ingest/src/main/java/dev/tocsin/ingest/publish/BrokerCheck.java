package dev.tocsin.ingest.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Asks the brokers whether they are there. */
public final class BrokerCheck implements Supplier<Optional<String>>, AutoCloseable {

    private static final int PATIENCE_MILLIS = 1000;

    private final Admin admin;

    public BrokerCheck(Map<String, Object> settings) {
        var config = new HashMap<>(settings);
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "tocsin-alert-ingest-health");
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.admin = Admin.create(config);
    }

    @Override
    public Optional<String> get() {
        try {
            var nodes = admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS)).nodes()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return nodes.isEmpty() ? Optional.of("no broker is available") : Optional.empty();
        } catch (ExecutionException | TimeoutException away) {
            return Optional.of("the brokers do not answer");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
