package dev.tocsin.standalone.start;

import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.runtime.SettingsException;
import dev.tocsin.schemas.topic.UnfitClusterException;
import dev.tocsin.standalone.broker.BrokerStartException;
import io.javalin.util.JavalinBindException;

/** What a person does about a failure that another start would meet again, in one sentence. */
public final class StartTrouble {

    private StartTrouble() {}

    /** The sentence; empty where it is not known what is wrong, so that a restart may help. */
    public static Optional<String> sentence(Throwable failure) {
        return causes(failure).map(StartTrouble::known).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> known(Throwable cause) {
        return switch (cause) {
            case SettingsException settings -> Optional.of(settings.getMessage());
            case UnfitClusterException unfit -> Optional.of(unfit.getMessage());
            case BrokerStartException broker when broker.isLasting() -> Optional.of(broker.getMessage());
            case JavalinBindException taken -> Optional.of(taken.getMessage().strip().split("\\R", 2)[0]);
            case BindException taken -> Optional.of("cannot listen (" + taken.getMessage()
                    + "): stop the program that has the port, or choose another port or http.host");
            case UnresolvedAddressException _ -> Optional.of("http.host is no address that this machine knows:"
                    + " write an address such as 127.0.0.1");
            case FileSystemException file -> Optional.of(sentence(file));
            default -> Optional.empty();
        };
    }

    /** About a file or folder that cannot be used. */
    public static String sentence(FileSystemException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> denied.getFile() + " may not be written by who runs this (" + System
                    .getProperty("user.name") + "): change its owner, or name another folder with --data";
            case FileAlreadyExistsException there -> there.getFile()
                    + " is a file and not a folder: name a folder with --data";
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
