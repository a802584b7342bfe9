package exoroute.shell;

import exoroute.api.desk.ListingView;
import exoroute.api.desk.OrderDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code exo:names}: what the shell's completion offers. */
@Component(
        service = Names.class,
        property = {"osgi.command.scope=exo", "osgi.command.function=names"})
public final class Names {
    private final OrderDesk desk;
    private final Engines engines;

    /** Names a desk knows. */
    @Activate
    public Names(@Reference OrderDesk desk, @Reference Engines engines) {
        this.desk = desk;
        this.engines = engines;
    }

    /** Names of one kind. */
    @Descriptor("names for completion: exo:names venues|listings|orders|scopes|engines")
    public List<String> names(String kind) {
        if (kind.equals("engines")) {
            return engines.ids();
        }
        TreeSet<String> names = new TreeSet<>();
        for (ListingView view : desk.listings()) {
            switch (kind) {
                case "listings" -> names.add(view.listing().id().toString());
                case "venues" -> names.add(view.listing().id().venue());
                case "scopes" -> {
                    names.add(view.listing().id().venue());
                    names.add(view.listing().instrument().symbol());
                    names.add("all");
                }
                default -> names.add(view.listing().instrument().symbol());
            }
        }
        if (!kind.equals("orders")) {
            return new ArrayList<>(names);
        }
        return desk.orders().stream().map(view -> Long.toString(view.id())).toList();
    }

    /** Words of an order at a place of the line: side, size, instrument. */
    @Descriptor("words of an order for completion: exo:names COMMAND PLACE")
    public List<String> names(String command, int place) {
        return switch (place) {
            case 1 -> List.of("buy", "sell");
            case 2 -> List.of("1", "5", "25");
            default -> names("instruments");
        };
    }
}
