package exoroute.api.desk;

import exoroute.api.market.BookView;
import exoroute.api.market.Listing;

/**
 * A listing as the desk knows it.
 *
 * @param listing its facts
 * @param venueName what people call the venue
 * @param sessionUp whether orders can be sent
 * @param halt the strongest halt that concerns it
 * @param book the latest view
 */
public record ListingView(Listing listing, String venueName, boolean sessionUp, HaltLevel halt, BookView book) {}
