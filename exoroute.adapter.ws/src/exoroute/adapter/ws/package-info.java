/**
 * Books of real venues. A {@link exoroute.adapter.ws.VenueCodec} reads one venue's frames, a {@link
 * exoroute.adapter.ws.ListingBook} applies them by the venue's sequence and checksum rules, a {@link
 * exoroute.adapter.ws.VenueFeed} keeps the connection and says when a book is stale, and {@link
 * exoroute.adapter.ws.FeedReport} pushes recorded frames through the same classes. Nothing is exported.
 */
package exoroute.adapter.ws;
