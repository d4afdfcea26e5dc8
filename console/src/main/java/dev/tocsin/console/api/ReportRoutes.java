package dev.tocsin.console.api;

import java.time.Clock;
import java.util.function.Supplier;

import dev.tocsin.console.access.Clearance;
import dev.tocsin.console.report.Report;
import dev.tocsin.console.report.ReportQuery;
import dev.tocsin.console.report.ReportTable;
import dev.tocsin.console.report.Reports;
import dev.tocsin.console.route.Routes;
import dev.tocsin.policy.model.Policy;
import io.javalin.http.Context;

/** {@code GET /api/reports}: figures over a period, in JSON, and each table as CSV. Reads the log, so an answer can take seconds. */
public final class ReportRoutes {

    private static final String CSV = "text/csv; charset=utf-8";

    private final Reports reports;
    private final Supplier<Policy> policy;
    private final Clock clock;

    public ReportRoutes(Reports reports, Supplier<Policy> policy, Clock clock) {
        this.reports = reports;
        this.policy = policy;
        this.clock = clock;
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        routes.get("/api/reports", context -> Json.answer(context, report(context)));
        for (var table : ReportTable.values()) {
            routes.get(table.path(), context -> csv(context, table));
        }
    }

    private Report report(Context context) {
        return reports.report(query(context), Clearance.isCleared(context));
    }

    private ReportQuery query(Context context) {
        return ReportForm.parse(name -> ReadRoutes.parameter(context, name), policy.get().practice().zone(), clock
                .instant());
    }

    private void csv(Context context, ReportTable table) {
        context.contentType(CSV).header("Content-Disposition", "attachment; filename=\"tocsin-" + table.fileName()
                + '"')
                .result(reports.csv(table, query(context), Clearance.isCleared(context)));
    }
}
