package dev.tocsin.policy.calendar;

import java.time.LocalDate;
import java.time.Year;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;

/** Public holidays of countries and regions, from the library jollyday. */
public final class PublicHolidays {

    /** The first year that is known. */
    public static final int FIRST_YEAR = 2020;

    /** The last year that is known: a policy is read once, and must not ask again for each decision. */
    public static final int LAST_YEAR = 2050;

    private final HolidayManager manager;

    private PublicHolidays(HolidayManager manager) {
        this.manager = manager;
    }

    /** Codes of the countries that are known, in lower case: ISO 3166-1, two letters. */
    public static Set<String> countries() {
        return HolidayManager.getSupportedCalendarCodes().stream().filter(code -> code.length() == 2)
                .map(code -> code.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The holidays of a country by its code in any case; empty when it is not known. */
    public static Optional<PublicHolidays> of(String country) {
        var code = country.toLowerCase(Locale.ROOT);
        return countries().contains(code)
                ? Optional.of(new PublicHolidays(HolidayManager.getInstance(ManagerParameters.create(code))))
                : Optional.empty();
    }

    /** Codes of the regions of the country that have holidays of their own, in lower case. */
    public Collection<String> regions() {
        return manager.getCalendarHierarchy().getChildren().keySet().stream()
                .map(id -> id.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The days, from the first known year to the last: those of the whole country and, if given, of a region. */
    public Set<LocalDate> days(Optional<String> region) {
        var regions = region.map(it -> new String[]{it.toLowerCase(Locale.ROOT)}).orElseGet(() -> new String[0]);
        return IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR)
                .mapToObj(year -> manager.getHolidays(Year.of(year), regions)).flatMap(Set::stream)
                .map(Holiday::getDate).collect(Collectors.toCollection(TreeSet::new));
    }
}
