package dev.tocsin.console.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** The files of the page. They are few, lie in the jar, and are read once. */
public final class PageFiles {

    /** Those that the login needs, which everybody may read. */
    private static final List<PageFile> LOGIN = List.of(new PageFile("/login", "login.html",
            "text/html; charset=utf-8"), script("login"), new PageFile("/console.css", "console.css",
                    "text/css; charset=utf-8"), new PageFile("/icon.svg", "icon.svg", "image/svg+xml"));

    private static final List<PageFile> OTHERS = Stream.concat(Stream.of(new PageFile("/", "index.html",
            "text/html; charset=utf-8")), Stream.of("actions", "address", "alerts", "board", "bulk",
                    "commands", "console", "context", "deadline", "deliveries", "detail", "dialog", "dom",
                    "explain", "format", "handling", "health", "inbox", "keys", "list", "load",
                    "notified", "oncall", "past", "person", "policy", "server", "session", "silences", "toast", "trust",
                    "views", "window").map(PageFiles::script)).toList();

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
        return new PageFile("/" + name + ".js", name + ".js", "text/javascript; charset=utf-8");
    }

    /** A file of the page. */
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
            try (var stream = PageFiles.class.getResourceAsStream("/console/" + name)) {
                if (stream == null) {
                    throw new IllegalStateException("page file " + name + " is missing from the jar");
                }
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
