package dev.tocsin.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** The files of the page. They are few, lie in the jar, and are read once. */
public final class PageFiles {

    /** Those that the login needs, which everybody may read. */
    private static final List<PageFile> LOGIN = List.of(new PageFile("/login", "/console/login.html",
            "text/html; charset=utf-8"), script("login"), new PageFile("/console.css", "/console/console.css",
                    "text/css; charset=utf-8"), new PageFile("/icon.svg", "/console/icon.svg", "image/svg+xml"));

    private static final List<PageFile> OTHERS = Stream.concat(Stream.of(new PageFile("/", "/console/index.html",
            "text/html; charset=utf-8"), vendored("/vendor/chart.js", "chart.js", "dist/chart.umd.min.js")), Stream.of(
                    "actions", "address", "alerts", "board", "bulk", "channeltest", "charts",
                    "commands", "console", "context", "deadline", "deliveries", "detail", "dialog", "dom",
                    "explain", "figures", "format", "handling", "health", "inbox", "keys", "list", "load",
                    "notified", "oncall", "past", "person", "policy", "quarantine", "reports", "routetest", "server",
                    "services",
                    "session", "silences", "sources",
                    "toast", "trust",
                    "values", "views", "window").map(PageFiles::script)).toList();

    private PageFiles() {}

    /** The files of the login, open to everybody. */
    public static List<PageFile> login() {
        return LOGIN;
    }

    /** The files for people who are logged in. */
    public static List<PageFile> others() {
        return OTHERS;
    }

    /** The paths under which they are served. */
    static List<String> paths() {
        return Stream.concat(LOGIN.stream(), OTHERS.stream()).map(PageFile::path).toList();
    }

    private static PageFile script(String name) {
        return new PageFile("/" + name + ".js", "/console/" + name + ".js", "text/javascript; charset=utf-8");
    }

    /** A script of a WebJar: the jar has its licence, and so has the head of the file. */
    private static PageFile vendored(String path, String artifact, String file) {
        var version = new Properties();
        try (var stream = resource("/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")) {
            version.load(stream);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new PageFile(path, "/META-INF/resources/webjars/" + artifact + "/" + version.getProperty("version") + "/"
                + file, "text/javascript; charset=utf-8");
    }

    private static InputStream resource(String name) {
        return Optional.ofNullable(PageFiles.class.getResourceAsStream(name)).orElseThrow(
                () -> new IllegalStateException("page file " + name + " is missing from the jars"));
    }

    /**
     * A file of the page.
     *
     * @param path
     *            under which it is served
     * @param name
     *            of the resource
     */
    public record PageFile(String path, String name, String type) {

        /** Answers it, or says that the browser has it. */
        public Handler handler() {
            var bytes = bytes();
            var tag = '"' + Long.toHexString(checksum(bytes)) + '"';
            return context -> answer(context, bytes, tag);
        }

        private void answer(Context context, byte[] bytes, String tag) {
            context.header("ETag", tag);
            if (tag.equals(context.header("If-None-Match"))) {
                context.status(304);
            } else {
                context.contentType(type).result(bytes);
            }
        }

        private byte[] bytes() {
            try (var stream = resource(name)) {
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private static long checksum(byte[] bytes) {
            var checksum = new CRC32();
            checksum.update(bytes);
            return checksum.getValue();
        }
    }
}
