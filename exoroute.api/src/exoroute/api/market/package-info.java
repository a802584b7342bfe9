/**
 * What can be traded where, and what its book shows: {@link exoroute.api.market.Instrument}, {@link
 * exoroute.api.market.Listing}, {@link exoroute.api.market.OrderBook}, {@link exoroute.api.market.BookView}.
 *
 * <p>Values only; feeds create them, everyone reads them. Numbers are integers: a price is a count of the
 * listing's ticks, a size a count of its lots, an instrument-wide quantity a count of {@code 10^-sizeScale} of
 * the base currency. {@link exoroute.api.market.FixedPoint} is the only way from and to decimal text.
 */
@Version("1.0.0")
package exoroute.api.market;

import org.osgi.annotation.versioning.Version;
