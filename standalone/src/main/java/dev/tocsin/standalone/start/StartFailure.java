package dev.tocsin.standalone.start;

import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.topic.UnfitClusterException;
import dev.tocsin.standalone.broker.BrokerStartException;
import io.javalin.util.JavalinBindException;

/** Explains a failure that a restart cannot fix, in one sentence with its correction. */
public final class StartFailure {

    private StartFailure() {}

    /** The explanation; empty for unknown failures, which a restart may fix. */
    public static Optional<String> sentence(Throwable failure) {
        return causes(failure).map(StartFailure::known).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> known(Throwable cause) {
        return switch (cause) {
            case SettingsException settings -> Optional.of(settings.getMessage());
            case UnfitClusterException unfit -> Optional.of(unfit.getMessage());
            case BrokerStartException broker when broker.isLasting() -> Optional.of(broker.getMessage());
            case JavalinBindException taken -> Optional.of(taken.getMessage().strip().split("\\R", 2)[0]);
            case BindException taken -> Optional.of("cannot listen (" + taken.getMessage()
                    + "): stop the program that uses the port, or choose another port or http.host");
            case UnresolvedAddressException _ -> Optional.of("http.host is not a known address:"
                    + " use an address such as 127.0.0.1");
            case FileSystemException file -> Optional.of(sentence(file));
            default -> Optional.empty();
        };
    }

    /** About a file or folder that cannot be used. */
    public static String sentence(FileSystemException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> denied.getFile() + " is not writable by the current user (" + System
                    .getProperty("user.name") + "): change its owner, or name another folder with --data";
            case FileAlreadyExistsException there -> there.getFile()
                    + " is a file, not a folder: name a folder with --data";
            default -> {
                var reason = Objects.requireNonNullElse(failure.getReason(), failure.getClass().getSimpleName());
                yield failure.getFile() + " cannot be used (" + reason + "): " + (reason.contains("No space")
                        ? "free some space"
                        : "make it writable, or name another folder with --data");
            }
        };
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
