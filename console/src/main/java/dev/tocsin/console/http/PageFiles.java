package dev.tocsin.console.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import io.javalin.config.JavalinConfig;

/** The files of the page. They are few, lie in the jar, and are read once. */
public final class PageFiles {

    private static final List<PageFile> FILES = Stream.concat(Stream.of(new PageFile("/", "index.html",
            "text/html; charset=utf-8"), new PageFile("/login", "login.html", "text/html; charset=utf-8"),
            new PageFile("/console.css", "console.css", "text/css; charset=utf-8"), new PageFile("/icon.svg",
                    "icon.svg", "image/svg+xml")), Stream.of("actions", "address", "alerts", "board", "bulk",
                            "commands", "console", "context", "deadline", "deliveries", "detail", "dialog", "dom",
                            "explain", "format", "handling", "health", "inbox", "keys", "list", "load", "login",
                            "notified", "oncall", "past", "person", "policy", "server", "silences", "toast", "trust",
                            "views", "window").map(PageFiles::script)).toList();

    private PageFiles() {}

    /** The paths under which they are served. */
    static List<String> paths() {
        return FILES.stream().map(PageFile::path).toList();
    }

    /** Adds a route for each. */
    public static void add(JavalinConfig config) {
        for (var file : FILES) {
            var bytes = file.bytes();
            var tag = '"' + Long.toHexString(checksum(bytes)) + '"';
            config.routes.get(file.path(), context -> {
                context.header("ETag", tag);
                if (tag.equals(context.header("If-None-Match"))) {
                    context.status(304);
                } else {
                    context.contentType(file.type()).result(bytes);
                }
            });
        }
    }

    private static PageFile script(String name) {
        return new PageFile("/" + name + ".js", name + ".js", "text/javascript; charset=utf-8");
    }

    private static long checksum(byte[] bytes) {
        var checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    private record PageFile(String path, String name, String type) {

        byte[] bytes() {
            try (var stream = PageFiles.class.getResourceAsStream("/console/" + name)) {
                if (stream == null) {
                    throw new IllegalStateException("page file " + name + " is missing from the jar");
                }
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
