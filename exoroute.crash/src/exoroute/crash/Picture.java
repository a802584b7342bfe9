package exoroute.crash;

import exoroute.api.desk.ParentView;
import java.util.List;

/** Everything a desk knows of its orders, one line a parent: equal pictures are equal states. */
final class Picture {
    private Picture() {}

    /** One line a parent, oldest first. */
    static List<String> of(List<ParentView> parents) {
        return parents.stream().map(p -> p.toString().replace('\n', ' ')).toList();
    }
}
