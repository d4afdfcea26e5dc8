package dev.tocsin.console.access;

import java.util.Optional;

import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.RequestNotes;
import io.javalin.http.Context;

/**
 * Who acts in what a request writes: the person or the token by name. Only callers without a name of their own, and tokens that
 * may act for others, name somebody in the request.
 */
public final class ActorBody {

    private ActorBody() {}

    /**
     * The body of a request, with the actor that counts.
     *
     * @param members
     *            of the body that name the actor; the first is the one that is read
     */
    public static JsonBody read(Context context, String... members) {
        var body = JsonBody.read(context);
        var own = own(Caller.of(context), () -> first(body, members));
        own.or(() -> first(body, members)).ifPresent(name -> RequestNotes.actor(context, name));
        return own.map(name -> body.without(members).with(members[0], name)).orElse(body);
    }

    /** The actor that counts where the request names one. */
    public static Optional<String> of(Context context, Optional<String> named) {
        var actor = own(Caller.of(context), () -> named).or(() -> named);
        actor.ifPresent(name -> RequestNotes.actor(context, name));
        return actor;
    }

    private static Optional<String> own(Caller caller, java.util.function.Supplier<Optional<String>> named) {
        return Optional.of(caller.name()).filter(name -> !name.isEmpty() && !(caller.forOthers() && named.get()
                .filter(it -> !it.isBlank()).isPresent()));
    }

    private static Optional<String> first(JsonBody body, String... members) {
        return java.util.Arrays.stream(members).flatMap(member -> body.string(member).stream()).findFirst();
    }
}
