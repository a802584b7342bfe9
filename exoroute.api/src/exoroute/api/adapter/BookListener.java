package exoroute.api.adapter;

import exoroute.api.market.BookView;
import org.osgi.annotation.versioning.ConsumerType;

/** Receives the views of a subscribed book. Called on the feed's thread; must not block. */
@ConsumerType
@FunctionalInterface
public interface BookListener {
    /** A new view; a stale one tells that the book must not be used until the next live one. */
    void onView(BookView view);
}
