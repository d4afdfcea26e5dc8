package dev.tocsin.ingest.http;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Memory for the bodies of requests, counted as their bytes arrive. Half of it is divided among the
 * configured sources, with one share for all others together; the other half is for whoever needs it, and no share may take
 * more than three quarters of that. So each configured source can always have room of its own. Where there is none left, the oldest body that is still arriving from a caller who has not shown who it is gives
 * way, if it has taken longer than an honest sender needs.
 */
final class BodyMemory {

    /** Free for every body, so that an ordinary alert never lacks memory. The number of connections limits the total. */
    static final int FREE_BYTES = 16 * 1024;
    /** Who sends a body at an ordinary pace is not made to give way. */
    static final long HONEST_NANOS = 1_000_000_000L;

    /** Share of all sources that are not configured; no source has such a name. */
    private static final String OTHERS = "";

    private final Set<String> configured;
    private final long guaranteed;
    private final long common;
    private final long mostOfCommon;
    private final Map<String, Long> used = new HashMap<>();
    private final Set<Place> places = new LinkedHashSet<>();

    /**
     * @param configured
     *            sources with a share of their own
     */
    BodyMemory(long bytes, Collection<String> configured) {
        this.configured = Set.copyOf(configured);
        var shares = configured.size() + 1;
        this.guaranteed = bytes / 2 / shares;
        this.common = bytes - guaranteed * shares;
        this.mostOfCommon = common - common / 4;
    }

    private String share(String source) {
        return configured.contains(source) ? source : OTHERS;
    }

    /**
     * A place for a request of which nothing has arrived yet.
     *
     * @param shown
     *            whether the caller has shown already who it is
     * @param nowNanos
     *            on the monotonic clock
     * @param giveWay
     *            ends the request when another one needs its room
     */
    synchronized Place enter(String source, boolean shown, long nowNanos, Runnable giveWay) {
        var place = new Place(share(source), shown, nowNanos, giveWay);
        places.add(place);
        return place;
    }

    /** Bytes that all sources have in flight. */
    synchronized long bytes() {
        return used.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes that the share of a source has in flight. */
    synchronized long bytes(String source) {
        return used.getOrDefault(share(source), 0L);
    }

    /** Requests that have a place. */
    synchronized int requests() {
        return places.size();
    }

    private boolean fits(String share, long more) {
        var mine = beyondGuarantee(used.getOrDefault(share, 0L) + more);
        if (mine == 0) {
            return true;
        }
        var others = used.entrySet().stream().filter(other -> !other.getKey().equals(share))
                .mapToLong(other -> beyondGuarantee(other.getValue())).sum();
        return mine <= mostOfCommon && mine + others <= common;
    }

    private long beyondGuarantee(long bytes) {
        return Math.max(0, bytes - guaranteed);
    }

    /** Who must give way to this place: places are in order of their age. */
    private Optional<Place> victim(Place asking, long nowNanos) {
        return places.stream().filter(other -> other != asking && other.arriving && !other.shown && other.mine > 0
                && nowNanos - other.sinceNanos >= HONEST_NANOS && (other.share.equals(asking.share)
                        || used.getOrDefault(other.share, 0L) > guaranteed))
                .findFirst();
    }

    /** A request's place, held until it is answered. */
    final class Place implements AutoCloseable {

        private final String share;
        private final boolean shown;
        private final long sinceNanos;
        private final Runnable giveWay;
        private long mine;
        private boolean arriving = true;
        private boolean left;

        private Place(String share, boolean shown, long sinceNanos, Runnable giveWay) {
            this.share = share;
            this.shown = shown;
            this.sinceNanos = sinceNanos;
            this.giveWay = giveWay;
        }

        /** Makes room for so many bytes in all; false when there is none, or when this place had to give way. */
        boolean reserve(long all, long nowNanos) {
            while (true) {
                Optional<Place> victim;
                synchronized (BodyMemory.this) {
                    var more = Math.max(0, all - FREE_BYTES) - mine;
                    if (left || more <= 0) {
                        return !left;
                    }
                    if (fits(share, more)) {
                        used.merge(share, more, Long::sum);
                        mine += more;
                        return true;
                    }
                    victim = victim(this, nowNanos);
                    victim.ifPresent(Place::close);
                }
                if (victim.isEmpty()) {
                    return false;
                }
                victim.get().giveWay.run();
            }
        }

        /** The whole body is here: from now on it gives way to nobody. */
        void arrived() {
            synchronized (BodyMemory.this) {
                arriving = false;
            }
        }

        @Override
        public void close() {
            synchronized (BodyMemory.this) {
                if (!left) {
                    left = true;
                    used.merge(share, -mine, Long::sum);
                    places.remove(this);
                }
            }
        }
    }
}
