package exoroute.shell;

import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.Scope;
import java.util.UUID;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code exo:halt}, {@code exo:kill} and {@code exo:resume}; they survive a restart. */
@Component(
        service = HaltCommands.class,
        property = {
            "osgi.command.scope=exo",
            "osgi.command.function=halt",
            "osgi.command.function=kill",
            "osgi.command.function=resume"
        })
public final class HaltCommands {
    private final OrderDesk desk;

    /** Commands on a desk. */
    @Activate
    public HaltCommands(@Reference OrderDesk desk) {
        this.desk = desk;
    }

    /** No new child leaves. */
    @Descriptor("no new child leaves: exo:halt all|VENUE|BASE/QUOTE")
    public String halt(String... words) {
        return set("halt", HaltLevel.HALT, words);
    }

    /** No new child leaves and open ones are cancelled. */
    @Descriptor("no new child leaves and everything open is cancelled: exo:kill all|VENUE|BASE/QUOTE")
    public String kill(String... words) {
        return set("kill", HaltLevel.KILL, words);
    }

    /** Lifts a halt. */
    @Descriptor("lift a halt or kill: exo:resume all|VENUE|BASE/QUOTE")
    public String resume(String... words) {
        return set("resume", HaltLevel.NONE, words);
    }

    private String set(String command, HaltLevel level, String... words) {
        Arguments args = new Arguments("exo:" + command + " all|VENUE|BASE/QUOTE", 1, 1, words);
        String name = args.word(0);
        Scope scope = name.equals("all") ? Scope.ALL
                : new Scope(name.contains("/") ? Scope.Kind.INSTRUMENT : Scope.Kind.VENUE, name);
        OrderCommands.accepted(OrderCommands.await(
                desk.halt(OrderCommands.context(UUID.randomUUID().toString()), scope, level), 30));
        return scope + ": " + (level == HaltLevel.NONE ? "resumed" : level == HaltLevel.KILL ? "killed" : "halted");
    }
}
