package exoroute.bench.solver;

import exoroute.api.solver.RoutingProblem;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearch;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.TrustedAgents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code ./bench.sh convergence}: draws how ADMM converges on one set of books of fifty venues, as an SVG. */
public final class ConvergencePicture {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int LEFT = 60;
    private static final int RIGHT = 190;
    private static final int TOP = 20;
    private static final int BOTTOM = 45;
    private static final int ROUNDS = 60;
    private static final int DECADES = 13;
    private static final int VENUES = 50;

    private ConvergencePicture() {}

    /** Writes the picture. */
    public static void write(Path file) throws IOException {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n", WIDTH, HEIGHT));
        axes(svg);
        curve(svg, Kind.QUADRATIC, true, "#1b6ca8", "", 0);
        curve(svg, Kind.QUADRATIC, false, "#1b6ca8", " stroke-dasharray=\"5 4\"", 1);
        curve(svg, Kind.LINEAR, true, "#c0392b", "", 2);
        curve(svg, Kind.LINEAR, false, "#c0392b", " stroke-dasharray=\"5 4\"", 3);
        svg.append("</svg>\n");
        Files.writeString(file, svg);
        System.out.println("written  " + file);
    }

    private static void axes(StringBuilder svg) {
        for (int d = 0; d <= DECADES; d += 2) {
            double y = y(Math.pow(10, -d));
            line(svg, LEFT, y, WIDTH - RIGHT, y, "#dddddd");
            text(svg, LEFT - 8, y + 4, "end", d == 0 ? "1" : "1e-" + d);
        }
        for (int r = 0; r <= ROUNDS; r += 10) {
            double x = x(r);
            line(svg, x, TOP, x, HEIGHT - BOTTOM, "#eeeeee");
            text(svg, x, HEIGHT - BOTTOM + 18, "middle", Integer.toString(r));
        }
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle",
                "rounds; vertical: how far the bound that the prices prove is from the optimum, by its shortfall");
    }

    private static void curve(StringBuilder svg, Kind kind, boolean accelerated, String colour, String dashes, int row) {
        Instance instance = Instances.of(kind, VENUES, 1).get(0);
        RoutingProblem problem = instance.problem();
        Curves curves = new Curves(problem);
        PriceSearch search = new PriceSearch(curves);
        search.solve(problem.quantity(), Double.NaN);
        double best = search.cost();
        double shortfall = best + (curves.reference() - instance.mid()) * (double) problem.quantity();
        List<double[]> path = TrustedAgents.of(curves)
                .run(new ExchangeAdmm(new double[] {problem.quantity()}, 1e-15, ROUNDS, accelerated, 0)).path();
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < path.size() && i < ROUNDS; i++) {
            double off = Math.max(Math.pow(10, -DECADES), Math.abs(best - path.get(i)[2]) / shortfall);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i + 1), y(off)));
        }
        svg.append(String.format(Locale.ROOT, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"%s points=\"%s\"/>%n",
                colour, dashes, points.toString().strip()));
        double y = TOP + 20 + 22 * row;
        double x = WIDTH - RIGHT + 15;
        svg.append(String.format(Locale.ROOT,
                "<line x1=\"%.0f\" y1=\"%.0f\" x2=\"%.0f\" y2=\"%.0f\" stroke=\"%s\" stroke-width=\"1.8\"%s/>%n",
                x, y - 4, x + 30, y - 4, colour, dashes));
        text(svg, x + 37, y, "start", kind.label() + (accelerated ? "" : ", plain ADMM"));
    }

    private static double x(double round) {
        return LEFT + (WIDTH - LEFT - RIGHT) * round / ROUNDS;
    }

    private static double y(double off) {
        return TOP + (HEIGHT - TOP - BOTTOM) * -Math.log10(Math.min(1, off)) / DECADES;
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
        svg.append(String.format(Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1, y1, x2, y2, colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }
}
