package exoroute.router.core;

import exoroute.api.order.ExecutionReport;

/** Readable lines for the desk's clients. */
final class Texts {
    private Texts() {}

    /** One report in one line. */
    static String report(Child child, ExecutionReport report) {
        String text = child.listing.id() + " " + report.type();
        if (report.lastLots() > 0) {
            text += " " + child.listing.size(report.lastLots()) + " @ " + child.listing.price(report.lastTicks());
        }
        if (report.leavesLots() > 0) {
            text += ", leaves " + child.listing.size(report.leavesLots());
        }
        return report.text().isEmpty() ? text : text + ": " + report.text();
    }
}
