/**
 * Southbound contracts, implemented by whoever connects a venue: {@link exoroute.api.adapter.MarketDataFeed}
 * (books in) and {@link exoroute.api.adapter.VenueAdapter} (orders out, reports in). The router calls them.
 * Optional abilities of a venue are one-method interfaces of their own, registered under the same service.
 */
@Version("1.0.0")
package exoroute.api.adapter;

import org.osgi.annotation.versioning.Version;
